import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { signsWithoutFace } from '../../design/paper/faces.ts'
import { testApp } from '../../testing/app.ts'
import { english, gapsIn, hashOf, isUnchecked, languageFile, languages, phraseKeys, say, standingOf } from './model.ts'

const app = await testApp({ at: '2026-11-23T10:00:00Z' })
const { as, aPractitioner, everything } = app
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { supervisorId: boss.id })
const signed = { readBy: 'An invented speaker, library service', evidence: 'Grew up with it; read each phrase aloud' }

test('each language says the same as English: every phrase, with the same gaps and no number of its own (IS-06, MT-04)', () => {
  const files = readdirSync(path.join(import.meta.dirname, '../../../data/languages'))
  assert.deepEqual(files.sort(), languages.map(({ code }) => `${code}.json`).sort(), 'each file is offered')
  assert.ok(languages.length >= 7)
  for (const language of languages) {
    assert.deepEqual(Object.keys(language.phrases), [...phraseKeys], language.name)
    for (const key of phraseKeys) {
      const words = language.phrases[key]
      assert.deepEqual(gapsIn(words), gapsIn(english.phrases[key]), `${language.name}: ${key}`)
      assert.doesNotMatch(words, /\p{Nd}/u, `${language.name}: ${key} has a number typed into it`)
      assert.deepEqual(signsWithoutFace(words), [], `${language.name}: ${key}`)
      if (language !== english && !['wales', 'england'].includes(key))
        assert.notEqual(words, english.phrases[key], `${language.name}: ${key} is not translated`)
    }
    const scripts: Record<string, RegExp> = { ne: /\p{Script=Devanagari}/u, ur: /\p{Script=Arabic}/u }
    for (const words of Object.values(language.phrases))
      assert.match(words.replace(/\{\w+\}/g, ''), scripts[language.code] ?? /\p{Script=Latin}/u)
  }
  const { notes: _, ...without } = english.phrases
  assert.equal(languageFile.safeParse({ ...english, phrases: without }).success, false, 'a missing phrase is refused')
  assert.equal(languageFile.safeParse({ ...english, phrases: { ...english.phrases, more: 'x' } }).success, false)
  assert.throws(() => say(english, 'emergency'), /without its emergency/)
})

test('what stands on a discreet paper tells nothing in any language (X10)', () => {
  const tells: Record<string, RegExp> = {
    ...{ en: /safe|police|harm|danger|abuse|plan/i, cy: /diogel|heddlu|trais|perygl|cynllun/i },
    ...{ ne: /सुरक्ष|प्रहरी|हिंसा|खतरा|योजना/, pl: /bezpiecz|policj|przemoc|niebezp|plan/i },
    ...{ pt: /segur|polícia|violên|perigo|plano/i, ro: /siguran|poliți|violen|pericol|planul/i },
    ur: /حفاظت|محفوظ|پولیس|تشدد|خطر|منصوبہ/,
  }
  for (const language of languages) {
    const told = tells[language.code]
    assert.ok(told, `which words tell in ${language.name}?`)
    for (const key of ['notes', 'numbers', 'list', 'part', 'unchecked', 'england', 'wales', 'englandAndWales'] as const)
      assert.doesNotMatch(language.phrases[key], told, `${language.name}: ${key}`)
    assert.match(language.phrases.plan, told, 'the plain name of a plan does tell')
  }
})

test('no translation counts as checked until a named person signs for these very words, and not after they change', () => {
  const welsh = languages.find(({ code }) => code === 'cy')
  assert.ok(welsh)
  const check = { ...signed, language: 'cy', wordsHash: hashOf(welsh), signedBy: 'A', signedAt: new Date() }
  assert.ok(isUnchecked(standingOf(welsh, [])))
  assert.ok(!isUnchecked(standingOf(welsh, [check])))
  assert.ok(!isUnchecked(standingOf(english, [])), 'English is what the others are read beside')
  const changed = { ...welsh, phrases: { ...welsh.phrases, notes: `${welsh.phrases.notes}!` } }
  assert.ok(isUnchecked(standingOf(changed, [check])))
  assert.equal(standingOf(changed, [check]).before.length, 1)
  assert.ok(isUnchecked(standingOf(welsh, [{ ...check, language: 'pl' }])), 'another language’s')
  const otherEnglish = { ...english, phrases: { ...english.phrases, notes: 'What I think' } }
  assert.notEqual(hashOf(welsh, otherEnglish), hashOf(welsh), 'it was read beside other English words')
})

test('a supervisor signs with who read it; everybody sees it; a worker signs nothing', async () => {
  const list = await as(adviser).visit('/languages')
  assert.match(list.text(), /7 languages; 6 not yet checked by a speaker/)
  assert.match(list.text(), /Welsh.*Cymraeg.*Not yet checked by a speaker/)
  assert.equal(list.$('[lang="ur"]').attr('dir'), 'rtl')
  const page = await as(adviser).visit('/languages/cy')
  assert.match(page.text(), /My safety plan.*Fy nghynllun diogelwch/)
  assert.equal(page.$('a[href$="/sign"]').length, 0)
  for (const at of ['cy/sign', 'en/sign', 'xx', 'xx/sign'])
    assert.equal((await as(adviser).visit(`/languages/${at}`)).status, 404, at)
  assert.equal((await as(adviser).submit('/languages/cy/sign', signed)).status, 404)
  assert.equal((await as(boss).visit('/languages/en/sign')).status, 404, 'nobody signs for English')

  const wrong = await as(boss).submit('/languages/cy/sign', { readBy: '', evidence: 'Read it' })
  assert.deepEqual(
    [wrong.status, wrong.errors().map(({ href }) => href), wrong.value('evidence')],
    [422, ['#readBy'], 'Read it'],
  )
  const late = await as(boss).submit('/languages/cy/sign', { ...signed, basedOn: 'f'.repeat(64) })
  assert.match(late.text('.govuk-error-summary'), /The words have changed/)
  assert.equal((await as(boss).submit('/languages/cy/sign', signed)).location, '/languages/cy')
  assert.match((await as(adviser).visit('/languages')).text(), /6 languages|5 not yet checked by a speaker/)
  const after = (await as(boss).visit('/languages/cy')).text()
  assert.match(
    after,
    new RegExp(
      `Read by An invented speaker, library service, signed today by ${boss.name}|Read by An invented speaker`,
    ),
  )
  assert.doesNotMatch(after, /A speaker has read it/)
})

test('a signature of other words is kept and shown, and counts for nothing', async () => {
  const old = {
    ...signed,
    language: 'pl',
    wordsHash: 'a'.repeat(64),
    signedBy: boss.id,
    signedAt: new Date('2026-11-01'),
  }
  await everything.insertInto('languageCheck').values(old).execute()
  const page = await as(adviser).visit('/languages/pl')
  assert.match(page.text(), /Not yet checked by a speaker The words have changed since they were read/)
  assert.match(page.text(), /1 earlier signature/)
})
