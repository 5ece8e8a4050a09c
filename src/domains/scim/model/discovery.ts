import { core, enterprise, type Resource } from './attributes.ts'
import { mostPerPage } from './lists.ts'

// What this service can do, as RFC 7643 5 to 7 has a service say it.

export const providerConfig = (base: string): Resource => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: mostPerPage },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'The key that an administrator made in Waymark, in the header Authorization: Bearer',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
})

export const resourceTypes = (base: string): Resource[] =>
  [
    {
      id: 'User',
      description: 'Somebody who works here',
      schemaExtensions: [{ schema: enterprise, required: false }],
    },
    { id: 'Group', description: 'A group of the directory; an administrator says which team or role it stands for' },
  ].map((type) => ({
    schemas: [`${core}ResourceType`],
    ...type,
    name: type.id,
    endpoint: `/${type.id}s`,
    schema: `${core}${type.id}`,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${type.id}` },
  }))

type Traits = {
  type?: string
  many?: true
  required?: true
  readOnly?: true
  unique?: true
  exact?: true
  parts?: Resource[]
}
const attribute = (name: string, description: string, traits: Traits = {}): Resource => ({
  ...{ name, description },
  type: traits.type ?? (traits.parts ? 'complex' : 'string'),
  multiValued: traits.many ?? false,
  required: traits.required ?? false,
  caseExact: traits.exact ?? false,
  mutability: traits.readOnly ? 'readOnly' : 'readWrite',
  returned: 'default',
  uniqueness: traits.unique ? 'server' : 'none',
  ...(traits.parts && { subAttributes: traits.parts }),
})
const value = (description: string): Resource => attribute('value', description)
const reference = attribute('$ref', 'Where it is', { type: 'reference', readOnly: true })

export const schemas = (base: string): Resource[] =>
  [
    {
      id: `${core}User`,
      name: 'User',
      description: 'Somebody who works here',
      attributes: [
        attribute('userName', 'The name in the directory', { required: true, unique: true }),
        attribute('externalId', 'The id in the directory', { exact: true }),
        attribute('displayName', 'The name as colleagues read it'),
        attribute('name', 'The name in parts', {
          parts: ['formatted', 'givenName', 'familyName'].map((part) => attribute(part, 'A part of the name')),
        }),
        attribute('active', 'False: access has stopped', { type: 'boolean' }),
        attribute('emails', 'The work e-mail address', {
          many: true,
          parts: [
            value('The address'),
            attribute('type', 'work'),
            attribute('primary', 'The one to use', { type: 'boolean' }),
          ],
        }),
        attribute('phoneNumbers', 'The work phone', {
          many: true,
          parts: [value('The number'), attribute('type', 'work')],
        }),
        attribute('roles', 'Words that an administrator has given the meaning of a role', {
          many: true,
          parts: [value('The word')],
        }),
        attribute('groups', 'The groups with this person', {
          many: true,
          readOnly: true,
          parts: [value('The id'), attribute('display', 'The name'), reference],
        }),
      ],
    },
    {
      id: enterprise,
      name: 'EnterpriseUser',
      description: 'Where in the organisation',
      attributes: [
        attribute('department', 'A word that may have been given the meaning of a role, for who has no roles'),
        attribute('manager', 'Becomes the supervisor', { parts: [value('The id of the manager'), reference] }),
      ],
    },
    {
      id: `${core}Group`,
      name: 'Group',
      description: 'A group of the directory',
      attributes: [
        attribute('displayName', 'The name', { required: true }),
        attribute('externalId', 'The id in the directory', { exact: true }),
        attribute('members', 'Who is in it', {
          many: true,
          parts: [value('The id of the user'), attribute('display', 'The name', { readOnly: true }), reference],
        }),
      ],
    },
  ].map((schema) => ({
    schemas: [`${core}Schema`],
    ...schema,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.id}` },
  }))
