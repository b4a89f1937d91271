import type { Person, RoleId } from './directory.ts';

/** The role of whoever looks after the people of their own agency in Concordat. Every agency may give it; no policy names it. */
export const administratorRole: RoleId = 'administrator';

export function isAdministrator({ roles }: Person): boolean {
  return roles.includes(administratorRole);
}

/** Whether somebody is an administrator of the agency that a person works for. */
export function isAdministratorOf(by: Person | undefined, person: Person | undefined): boolean {
  return by !== undefined && isAdministrator(by) && by.agency === person?.agency;
}
