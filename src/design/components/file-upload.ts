import { attributes, classes, type Html, html } from '../../platform/html.ts'
import { explained, type FieldOptions, formGroup } from '../field.ts'
import { type Attributes, type Content, type Message, messages, type Optional, type Styling } from '../options.ts'
import { type LabelOptions, label } from './label.ts'

type FormGroup = Styling & Optional<{ beforeInput: Content; afterInput: Content }>
export type FileUploadOptions = { name: string; label: LabelOptions } & Styling &
  FieldOptions &
  Optional<{
    id: string
    disabled: boolean
    multiple: boolean
    describedBy: string
    formGroup: FormGroup
    javascript: boolean
    wrapperClasses: string
    wrapperAttributes: Attributes
    chooseFilesButtonText: string
    noFileChosenText: string
    multipleFilesChosenText: Message
    dropInstructionText: string
    enteredDropZoneText: string
    leftDropZoneText: string
  }>

export const fileUpload = (options: FileUploadOptions): Html => {
  const { name, id = name, formGroup: { beforeInput, afterInput } = {} } = options
  const explanation = explained(id, options, options.describedBy)
  const own = attributes({
    class: classes('govuk-file-upload', options.classes, options.errorMessage && 'govuk-file-upload--error'),
    id,
    name,
    type: 'file',
    disabled: options.disabled,
    multiple: options.multiple,
    'aria-describedby': explanation.by,
    ...options.attributes,
  })
  const element = html`<input${own}>`
  return formGroup(
    options,
    html`${label({ ...options.label, for: id })} ${explanation.text} ${beforeInput?.text}
      ${options.javascript ? html`<div${attributes(dropZone(options))}>${element}</div>` : element} ${afterInput?.text}`,
  )
}

const dropZone = (options: FileUploadOptions): Attributes => ({
  class: classes('govuk-file-upload-wrapper', options.wrapperClasses),
  'data-module': 'govuk-file-upload',
  ...messages({
    'choose-files-button': options.chooseFilesButtonText,
    'no-file-chosen': options.noFileChosenText,
    'multiple-files-chosen': options.multipleFilesChosenText,
    'drop-instruction': options.dropInstructionText,
    'entered-drop-zone': options.enteredDropZoneText,
    'left-drop-zone': options.leftDropZoneText,
  }),
  ...options.wrapperAttributes,
})
