export { keepExposures } from './actions.ts'
export { type Exposure, exposuresIn } from './model.ts'
export { type ExposureRow, exposuresOf } from './store.ts'
export { childFields } from './views/children.ts'
