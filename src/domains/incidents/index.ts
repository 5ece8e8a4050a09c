export {
  coveredBy,
  keepExposures,
  keepNotices,
  linkChild,
  owedToYoung,
  sayYoung,
  withChildren,
} from './actions/children.ts'
export { aboutField, type Exposure, exposuresIn } from './model/children.ts'
export { childrenOf, type ExposureRow, exposuresOf } from './store/children.ts'
export { aboutChildren, childFields } from './views/children.ts'
