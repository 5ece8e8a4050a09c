import type pg from 'pg'

/** `half loaded`: invented people were being loaded when it was cut off. */
export type DemoState = 'empty' | 'half loaded' | 'demo' | 'in use'

// Row-level security hides rows from the owner too, so it is the size of a table's file that says it never held one.
// private holds what is ours, and the national helplines and the first kinds of device come with Waymark.
const anything = `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'migration', 'private')
    and c.relname not in ('helpline', 'device_kind') and pg_relation_size(c.oid) > 0 limit 1`

/** Whether anybody ever kept anything here, also where it was taken out again. */
export const hasHeldAnything = async (client: pg.Client): Promise<boolean> =>
  Boolean((await client.query(anything)).rowCount)

/** What a database that is up to date holds: nothing, invented people, or what may be somebody's work. */
export const demoState = async (client: pg.Client): Promise<DemoState> => {
  const { rows } = await client.query<{ is_demo: boolean; loaded_at: Date | null }>(
    'select is_demo, loaded_at from public.installation',
  )
  const [installation] = rows
  if (installation?.is_demo) return installation.loaded_at ? 'demo' : 'half loaded'
  if (installation) return 'in use'
  return (await hasHeldAnything(client)) ? 'in use' : 'empty'
}
