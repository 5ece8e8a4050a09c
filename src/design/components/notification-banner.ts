import { attributes, classes, type Html, html } from '../../platform/html.ts'
import { heading } from '../heading.ts'
import type { Content, Optional, Styling, Text } from '../options.ts'

export type NotificationBannerOptions = Content &
  Styling &
  Optional<{
    type: string
    role: string
    titleText: Text
    titleId: string
    titleHeadingLevel: number | string
    disableAutoFocus: boolean
  }>

export const notificationBanner = (options: NotificationBannerOptions): Html => {
  const { text, type, titleId = 'govuk-notification-banner-title', titleHeadingLevel = 2, disableAutoFocus } = options
  const isSuccess = type === 'success'
  const own = attributes({
    class: classes('govuk-notification-banner', isSuccess && 'govuk-notification-banner--success', options.classes),
    role: options.role || (isSuccess ? 'alert' : 'region'),
    'aria-labelledby': titleId,
    'data-module': 'govuk-notification-banner',
    'data-disable-auto-focus': disableAutoFocus?.toString(),
    ...options.attributes,
  })
  const title = options.titleText || (isSuccess ? 'Success' : 'Important')
  return html`<div${own}>
    <div class="govuk-notification-banner__header">
      ${heading(Number(titleHeadingLevel), 'govuk-notification-banner__title', title, { id: titleId })}
    </div>
    <div class="govuk-notification-banner__content">
      ${typeof text === 'string' ? html`<p class="govuk-notification-banner__heading">${text}</p>` : text}
    </div>
  </div>`
}
