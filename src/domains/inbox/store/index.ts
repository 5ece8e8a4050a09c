export { type Batch, batchOf, insertBatch, openBatches, updateBatch } from './batches.ts'
export {
  holdItem,
  type Item,
  itemBy,
  itemCount,
  itemOf,
  itemPage,
  type Key,
  type Listed,
  pageSize,
  type Shown,
  updateItem,
} from './items.ts'
export { bindKey, insertKey, type KeyShown, keysShown, noteRefusedCall, revokeKey } from './keys.ts'
export {
  entrySeen,
  factsNear,
  insertReferences,
  isFromSource,
  type Match,
  type NearFact,
  suspectsByReferences,
  suspectsLike,
  suspectsNamed,
  suspectsOnCase,
  victimsOn,
} from './matches.ts'
