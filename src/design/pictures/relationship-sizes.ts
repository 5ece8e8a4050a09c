export const [boxWidth, boxHeight] = [190, 48]
export const [pad, gutter, gap, laneHeight] = [14, 190, 16, 28]

/** Where the three columns of people begin: the victim's side, between, the suspect's side. */
export const columnX = [pad, pad * 3 + boxWidth + gutter, pad * 5 + 2 * (boxWidth + gutter)] as const
export const mapWidth = columnX[2] + boxWidth + pad
