export { answersStored, numbersIn, untilIn } from './model/forms.ts'
