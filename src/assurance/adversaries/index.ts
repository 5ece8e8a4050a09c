import type { Adversary } from '../threats.ts'
import { administrator } from './administrator.ts'
import { compelled } from './compelled.ts'
import { curious } from './curious.ts'
import { device } from './device.ts'
import { friend } from './friend.ts'
import { hosting } from './hosting.ts'
import { laptop } from './laptop.ts'
import { web } from './web.ts'
import { worksHere } from './works-here.ts'

/** The nine of SAFETY S17. */
export const adversaries: readonly Adversary[] = [
  ...[device, worksHere, friend, curious, administrator],
  ...[laptop, web, hosting, compelled],
]
