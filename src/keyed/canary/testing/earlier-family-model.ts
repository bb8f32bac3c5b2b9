/**
 * Whether a model of the suspect's family was public when the key was committed; null when nobody says. What is known of
 * such models no statement takes back. Months are compared, because publications are known to the month.
 * @param committed RFC 3339, or null when the pack tells no time
 * @param known `YYYY-MM` of the models of that family that the study knows
 */
export function earlierFamilyModel(
  committed: string | null,
  known: readonly string[],
  stated: boolean | null,
): boolean | null {
  if (committed === null) return stated;
  const month = new Date(committed).toISOString().slice(0, 7);
  return known.some((released) => released <= month) ? true : stated;
}
