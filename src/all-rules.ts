import { accessRules } from './domains/access/rules.ts'
import { caseRules } from './domains/cases/rules.ts'
import { fileRules } from './domains/files/rules.ts'
import { incidentRules } from './domains/incidents/rules/index.ts'
import { informationRequestRules } from './domains/information-requests/rules.ts'
import { interventionRules } from './domains/interventions/rules.ts'
import { justiceRules } from './domains/justice/rules/index.ts'
import { managementPlanRules } from './domains/management-plans/rules.ts'
import { measureRules } from './domains/measures/rules.ts'
import { missingReportRules } from './domains/missing-reports/rules.ts'
import { orderRules } from './domains/orders/rules.ts'
import { policeCardRules } from './domains/police-cards/rules.ts'
import { referralRules } from './domains/referrals/rules.ts'
import { releaseRules } from './domains/releases/rules.ts'
import { riskRules } from './domains/risk/rules/index.ts'
import { safeContactRules } from './domains/safe-contact/rules.ts'
import { safetyPlanRules } from './domains/safety-plans/rules.ts'
import type { Rule } from './rules/rule.ts'

/** The rulebook. Order matters in one place: an assessment that is owed comes before the reviews that it stands for. */
export const allRules: Rule[] = [
  ...justiceRules,
  ...orderRules,
  ...riskRules,
  ...incidentRules,
  ...caseRules,
  ...referralRules,
  ...safeContactRules,
  ...accessRules,
  ...informationRequestRules,
  ...safetyPlanRules,
  ...policeCardRules,
  ...interventionRules,
  ...measureRules,
  ...managementPlanRules,
  ...fileRules,
  ...missingReportRules,
  ...releaseRules,
]
