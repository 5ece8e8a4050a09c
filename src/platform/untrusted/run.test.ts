import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { eicar, someSignatures } from '../../testing/files/signatures.ts'
import { root } from '../settings.ts'
import { Broke, isCutOff, NoTool, runUntrusted } from './run.ts'
import { lookForVirus, TooLarge } from './tools.ts'

test('what looks through files is on this machine', async () => {
  const tools = { tesseract: 'tesseract-ocr', pdftotext: 'poppler-utils', clamscan: 'clamav', prlimit: 'util-linux' }
  for (const [program, ofDebian] of Object.entries(tools))
    await runUntrusted(program, ['--version'], Buffer.alloc(0)).catch((error: unknown) => {
      assert.fail(`${program} did not run (${error}). Let root run: apt-get install ${ofDebian}`)
    })
})

// What a program may do that reads bytes which nobody trusts (S14).
const shell = (words: string, limits = {}) => runUntrusted('sh', ['-c', words], Buffer.from('given'), limits)
const said = async (words: string) => (await shell(words)).out.toString('utf8').trim()

test('it hears what it is given, and nothing of our environment', async () => {
  process.env.WAYMARK_TRIED = 'a secret'
  assert.equal(await said('cat; echo "[$WAYMARK_TRIED]"'), 'given[]')
})

test('it writes to no file, and in a room that it is given no large one', async () => {
  const file = path.join(tmpdir(), `waymark-written-${process.pid}`)
  await shell(`echo it is here > ${file}`).catch(() => undefined)
  assert.equal(statSync(file).size, 0)
  await assert.rejects(shell(`head -c 60000000 /dev/zero > ${file}`, { room: tmpdir() }), Broke)
  assert.ok(statSync(file).size <= 50_000_000)
  rmSync(file)
})

test('one that takes too long, takes too much room or says too much is ended', async () => {
  await assert.rejects(shell('while :; do :; done', { seconds: 1 }), Broke)
  await assert.rejects(shell('sleep 60', { seconds: 1 }), Broke)
  await assert.rejects(shell('cat /dev/zero', { mostOut: 1_000_000 }), Broke)
  await assert.rejects(shell('exit 152'), Broke)
  const greedy = ['-e', 'const all = []; for (;;) all.push(Buffer.alloc(10_000_000, 1))']
  const ran = await runUntrusted(process.execPath, greedy, Buffer.alloc(0), { megabytes: 900 }).catch((error) => error)
  assert.ok(ran instanceof Broke || ran.code !== 0)
})

test('what it started ends with it', async () => {
  const mark = `6${process.pid}.5`
  await shell(`setsid sleep ${mark} >/dev/null 2>&1 & sleep 0.2`)
  if (isCutOff()) assert.equal(running(mark), false)
  await assert.rejects(shell(`sleep ${mark}`, { seconds: 1 }), Broke)
  assert.equal(running(mark), false)
})
const running = (mark: string): boolean =>
  readdirSync('/proc').some((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(mark)
    } catch {
      return false
    }
  })

test('it reaches no network and sees no process of ours, where the machine lets us take them away', async (t) => {
  if (!isCutOff()) return t.diagnostic('NOT CUT OFF: this machine forbids user namespaces')
  assert.deepEqual((await said("grep -o '^ *[a-z0-9]*:' /proc/net/dev | tr -d ' '")).split('\n'), ['lo:'])
  assert.equal(existsSync(`/proc/${process.pid}/environ`), true)
  assert.ok((await said('ls /proc')).split('\n').filter((each) => /^\d+$/.test(each)).length <= 3)
})

test('a program that is not there is told apart from one that broke', async () => {
  await assert.rejects(runUntrusted('waymark-has-no-such-tool', [], Buffer.alloc(0)), NoTool)
  assert.equal((await shell('exit 3')).code, 3)
})

test('the search for viruses leaves no file behind, nor that of a worker that was killed', async () => {
  const left = '/dev/shm/waymark-clamav-4194303-left'
  mkdirSync(left, { recursive: true })
  await lookForVirus(Buffer.from('x'), '/nowhere').catch(() => undefined)
  assert.equal(existsSync(left), false)
  assert.deepEqual(
    readdirSync('/dev/shm').filter((name) => name.startsWith(`waymark-clamav-${process.pid}-`)),
    [],
  )
})

test('what ClamAV could not look through to its end is not taken for clean', async () => {
  const signatures = someSignatures()
  let nested = Buffer.from('nothing in it')
  for (let level = 0; level < 30; level++) nested = gzipSync(nested)
  await assert.rejects(lookForVirus(nested, signatures), TooLarge)
  assert.equal(await lookForVirus(gzipSync(Buffer.from('nothing in it')), signatures), 'none')
  assert.equal(await lookForVirus(gzipSync(Buffer.from(eicar)), signatures), 'found')
})

test('neither the app nor the worker loads what takes pictures apart', async () => {
  const words = `await import('${path.join(root, 'src/app.ts')}'); await import('${path.join(root, 'src/worker.ts')}')
    console.log(process.report.getReport().sharedObjects.filter((each) => /sharp|vips/.test(each)).length)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', words])
  assert.equal(stdout.trim(), '0')
})
