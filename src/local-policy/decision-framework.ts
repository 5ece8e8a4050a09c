/** The name under which an area’s own framework is kept among its values. */
export const decisionFrameworkName = 'decisionFramework'

export type Framework = { name: string; headings: readonly string[] }
/** By which headings a decision is written down until an area sets others (College of Policing on managing risk; RM-02). */
export const defaultFramework: Framework = {
  name: 'PLANBI',
  headings: ['Proportionate', 'Lawful', 'Accountable', 'Necessary', 'Best information at the time'],
}
