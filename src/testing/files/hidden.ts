/** What is protected in the case that the files are looked through for. */
export const hidden = {
  post: '4 Hollow Row\nInventedham\nZZ97 7ZZ',
  mobile: '07700 900123',
  'e-mail': 'fern.inventada@post.example',
  school: 'Hollow School',
}
/** Words that stand in hidden places of files alone: in no copy may one of them be found. */
export const canary = 'Zqcanary'
