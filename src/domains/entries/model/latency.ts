/** How long, to the minute: 3 days 16 h 35 min. */
export const formatLatency = (from: Date, until: Date): string => {
  const minutes = Math.max(0, Math.floor((until.getTime() - from.getTime()) / 60_000))
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  return [
    days > 0 && `${days} ${days === 1 ? 'day' : 'days'}`,
    (days > 0 || hours > 0) && `${hours} h`,
    `${minutes % 60} min`,
  ]
    .filter(Boolean)
    .join(' ')
}
