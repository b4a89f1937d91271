/**
 * A session ends some hours after it was opened, however much is done in it. Of those that are open it is known when something was
 * last done in them, half an hour before they would end; they count from then.
 */
export const sessionsEndLogsStay = `
alter table mail_sessions add column opened timestamptz(3) not null default now();
update mail_sessions set opened = until - interval '30 minutes';
`;
