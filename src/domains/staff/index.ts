export { isRole, permissionsOf, type Role, roles } from './model.ts'
