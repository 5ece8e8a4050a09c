// The package says nothing about its types; this is what we use of it.
declare module 'govuk-frontend' {
  type Component = new (root: Element) => unknown
  export const createAll: (component: Component) => unknown
  export const Button: Component
  export const CharacterCount: Component
  export const Checkboxes: Component
  export const ErrorSummary: Component
  export const NotificationBanner: Component
  export const PasswordInput: Component
  export const Radios: Component
  export const ServiceNavigation: Component
  export const SkipLink: Component
  export const Tabs: Component
}
