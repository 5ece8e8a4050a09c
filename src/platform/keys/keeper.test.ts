import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import { secretFromHex } from '../secrets.ts'
import { copyKeys, folderKeeper, rotate } from './folder.ts'
import { type KeyKeeper, KeysOutOfReach } from './keeper.ts'
import { askedIn, serveKeeper, socketKeeper } from './socket.ts'
import { wrappingOf } from './wrapping.ts'

const secret = secretFromHex(randomBytes(32).toString('hex'))
const place = mkdtempSync(path.join(tmpdir(), 'waymark-keepers-'))
after(() => rmSync(place, { recursive: true }))
const aFolder = () => path.join(place, randomUUID())
const now = new Date()
const stop = (server: Server) => {
  server.close()
  server.closeAllConnections()
}

const overFolder = async () => {
  const folder = aFolder()
  return { folder, keeper: folderKeeper(folder, secret), again: folderKeeper(folder, secret) }
}
const overSocket = async () => {
  const [folder, socket] = [aFolder(), path.join(place, `${randomUUID().slice(0, 8)}.socket`)]
  const server = await serveKeeper(socket, folderKeeper(folder, secret), secret)
  after(() => stop(server))
  return { folder, keeper: socketKeeper(socket, secret), again: socketKeeper(socket, secret) }
}

for (const [kind, make] of [
  ['a folder', overFolder],
  ['a process behind a socket', overSocket],
] as const)
  describe(`keys kept by ${kind}`, () => {
    test('a key that was kept is found, by whoever asks next; a name that never came is never kept', async () => {
      const { keeper, again } = await make()
      const [name, key] = [randomUUID(), randomBytes(32)]
      await keeper.begin(false)
      assert.deepEqual(await keeper.keep(name, key), key)
      assert.deepEqual([await keeper.find(name), await again.find(name)], [key, key])
      assert.equal(await keeper.find(randomUUID()), 'never kept')
    })

    test('two who keep a key of one name at once agree on one', async () => {
      const { keeper, again } = await make()
      await Promise.all([keeper.begin(false), again.begin(false)])
      assert.equal(await keeper.begin(true), await again.begin(true))
      for (let round = 0; round < 20; round++) {
        const name = randomUUID()
        const said = await Promise.all([keeper, again, keeper].map((each) => each.keep(name, randomBytes(32))))
        for (const each of said) assert.deepEqual(each, await again.find(name))
      }
    })

    test('what was forgotten is not found, not listed, cannot be kept again, and may be forgotten again', async () => {
      const { folder, keeper, again } = await make()
      const [gone, stays] = [randomUUID(), randomUUID()]
      await keeper.begin(false)
      for (const name of [gone, stays]) await keeper.keep(name, randomBytes(32))
      await again.forget(gone)
      await keeper.forget(gone)
      assert.equal(await keeper.find(gone), 'forgotten')
      await assert.rejects(keeper.keep(gone, randomBytes(32)))
      const { held, forgotten } = await again.names()
      assert.deepEqual([held, forgotten], [[stays], [gone]])
      const age = Date.now() - ((await again.keptAt(stays))?.getTime() ?? 0)
      assert.ok(age > -5000 && age < 60_000, `${age} ms`)
      assert.equal(await keeper.keptAt(gone), null)
      assert.equal(existsSync(path.join(folder, 'held', gone)), false)
    })

    test('random keeping and forgetting comes out as a plain table says', async () => {
      const { keeper, again } = await make()
      await keeper.begin(false)
      const names = Array.from({ length: 4 }, () => randomUUID())
      const table = new Map<string, Buffer | 'forgotten'>()
      const act = fc.record({
        does: fc.constantFrom('keep', 'forget'),
        at: fc.nat(3),
        by: fc.constantFrom(keeper, again),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 8 }), async (acts) => {
          for (const { does, at, by } of acts) {
            const name = names[at] ?? ''
            const key = randomBytes(32)
            const before = table.get(name)
            if (does === 'forget') {
              await by.forget(name)
              table.set(name, 'forgotten')
            } else if (before === 'forgotten') await assert.rejects(by.keep(name, key))
            else {
              assert.deepEqual(await by.keep(name, key), before ?? key)
              table.set(name, before ?? key)
            }
          }
          for (const name of names) assert.deepEqual(await again.find(name), table.get(name) ?? 'never kept')
        }),
        { numRuns: 15 },
      )
    })

    test('a place that must be there and is not is out of reach, and none is made', async () => {
      const { folder, keeper } = await make()
      await assert.rejects(keeper.begin(true), KeysOutOfReach)
      await assert.rejects(keeper.find(randomUUID()), KeysOutOfReach)
      await assert.rejects(keeper.keep(randomUUID(), randomBytes(32)), KeysOutOfReach)
      assert.equal(existsSync(folder), false)
    })

    test('a name that is no id reaches no file', async () => {
      const { keeper } = await make()
      await keeper.begin(false)
      for (const name of ['../../secret', '', 'wrapping.json', `${randomUUID()}/..`])
        for (const act of [
          () => keeper.find(name),
          () => keeper.keep(name, randomBytes(32)),
          () => keeper.forget(name),
        ])
          await assert.rejects(act())
    })
  })

const aFull = async (count: number) => {
  const folder = aFolder()
  const keeper = folderKeeper(folder, secret)
  await keeper.begin(false)
  const keys = new Map(Array.from({ length: count }, () => [randomUUID(), randomBytes(32)]))
  for (const [name, key] of keys) await keeper.keep(name, key)
  return { folder, keeper, keys }
}
const holdsAll = async (keeper: KeyKeeper, keys: Map<string, Buffer>) => {
  for (const [name, key] of keys) assert.deepEqual(await keeper.find(name), key)
}
const bytesIn = (folder: string) =>
  Buffer.concat(readdirSync(path.join(folder, 'held')).map((name) => readFileSync(path.join(folder, 'held', name))))

test('only its owner may enter the folder or read a key, and no key stands there in plain', async () => {
  const { folder, keys } = await aFull(3)
  for (const each of ['', 'held', 'forgotten']) assert.equal(statSync(path.join(folder, each)).mode & 0o777, 0o700)
  for (const [name, key] of keys) {
    assert.equal(statSync(path.join(folder, 'held', name)).mode & 0o777, 0o600)
    assert.equal(bytesIn(folder).includes(key), false)
  }
  assert.equal(statSync(path.join(folder, 'wrapping.json')).mode & 0o777, 0o600)
})

test('another secret opens none of the keys', async () => {
  const { folder, keys } = await aFull(1)
  const other = folderKeeper(folder, secretFromHex(randomBytes(32).toString('hex')))
  for (const name of keys.keys()) await assert.rejects(other.find(name), KeysOutOfReach)
})

test('a key that was moved to another name does not open there', async () => {
  const { folder, keeper, keys } = await aFull(2)
  const [one = '', two = ''] = keys.keys()
  writeFileSync(path.join(folder, 'held', one), readFileSync(path.join(folder, 'held', two)))
  await assert.rejects(keeper.find(one))
})

test('after a rotation every key is there, wrapped otherwise, while people keep and read keys', async () => {
  const { folder, keeper, keys } = await aFull(30)
  const before = bytesIn(folder)
  let isOver = false
  const meanwhile = (async () => {
    while (!isOver) {
      const [name, key] = [randomUUID(), randomBytes(32)]
      await keeper.keep(name, key)
      keys.set(name, key)
      for (const each of [...keys.keys()].slice(-3)) assert.deepEqual(await keeper.find(each), keys.get(each))
    }
  })()
  for (let round = 0; round < 3; round++) assert.ok((await rotate(folder, secret, now)).wrapped >= 30)
  isOver = true
  await meanwhile
  await holdsAll(keeper, keys)
  const after = bytesIn(folder)
  assert.notDeepEqual(after.subarray(0, 40), before.subarray(0, 40))
  assert.deepEqual(wrappingOf(readFileSync(path.join(folder, 'wrapping.json'), 'utf8')).retiring, [])
})

test('a copy follows what is kept and what is forgotten, and after a rotation too', async () => {
  const { folder, keeper, keys } = await aFull(5)
  const to = aFolder()
  assert.deepEqual(await copyKeys(folder, to, secret), { written: 5, removed: 0, onlyThere: 0 })
  const [gone = '', ...left] = keys.keys()
  await keeper.forget(gone)
  await rotate(folder, secret, now)
  assert.deepEqual(await copyKeys(folder, to, secret), { written: 4, removed: 1, onlyThere: 0 })
  const copied = folderKeeper(to, secret)
  assert.equal(await copied.find(gone), 'forgotten')
  assert.equal(existsSync(path.join(to, 'held', gone)), false)
  for (const name of left) assert.deepEqual(await copied.find(name), keys.get(name))
  assert.deepEqual(await copyKeys(folder, to, secret), { written: 0, removed: 0, onlyThere: 0 })
})

test('what was lost here stays in the copy, whatever was rotated since, and can be put back from it', async () => {
  const { folder, keys } = await aFull(3)
  const to = aFolder()
  await copyKeys(folder, to, secret)
  const [lost = ''] = keys.keys()
  rmSync(path.join(folder, 'held', lost))
  for (let round = 0; round < 2; round++) {
    await rotate(folder, secret, now)
    assert.equal((await copyKeys(folder, to, secret)).onlyThere, 1)
  }
  await holdsAll(folderKeeper(to, secret), keys)
})

test('keys are not copied over those of another installation', async () => {
  const [one, two] = [await aFull(1), await aFull(1)]
  await assert.rejects(copyKeys(one.folder, two.folder, secret), KeysOutOfReach)
  await holdsAll(two.keeper, two.keys)
})

test('a process that died between the two steps of forgetting gives the key to nobody, and it goes at the next start', async () => {
  const { folder, keeper, keys } = await aFull(1)
  const [name = ''] = keys.keys()
  writeFileSync(path.join(folder, 'forgotten', name), '')
  assert.equal(await keeper.find(name), 'forgotten')
  await keeper.begin(true)
  assert.equal(existsSync(path.join(folder, 'held', name)), false)
})

test('the socket is its owner’s alone, and who has not this secret is told nothing', async () => {
  const [folder, socket] = [aFolder(), path.join(place, 'door.socket')]
  const keeper = folderKeeper(folder, secret)
  await keeper.begin(false)
  const server = await serveKeeper(socket, keeper, secret)
  after(() => stop(server))
  assert.equal(statSync(socket).mode & 0o777, 0o600)
  const name = randomUUID()
  await keeper.keep(name, randomBytes(32))
  const other = socketKeeper(socket, secretFromHex(randomBytes(32).toString('hex')))
  await assert.rejects(other.find(name), KeysOutOfReach)
  await assert.rejects(other.forget(name), KeysOutOfReach)
  assert.notEqual(await keeper.find(name), 'forgotten')
  await assert.rejects(serveKeeper(socket, keeper, secret), /already/)
})

test('what does not answer, answers late or answers nonsense is out of reach', async () => {
  await assert.rejects(socketKeeper(path.join(place, 'nobody.socket'), secret).find(randomUUID()), KeysOutOfReach)
  const socket = path.join(place, 'nonsense.socket')
  for (const words of ['{"key":"short"}', '{}', 'x', '{"said":"everything"}']) {
    const server = createServer((_, reply) => reply.end(words)).listen(socket)
    await assert.rejects(socketKeeper(socket, secret).find(randomUUID()), KeysOutOfReach, words)
    stop(server)
    await once(server, 'close')
  }
})

test('a question that is none is refused', async () => {
  for (const sent of [
    '',
    '{',
    '{"do":"all"}',
    '{"do":"find"}',
    '{"do":"find","name":"../x"}',
    '{"do":"keep","name":"x"}',
  ])
    assert.equal(askedIn(sent), undefined, sent)
})
