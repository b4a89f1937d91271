/**
 * A session ends some hours after it was opened, however much is done in it. Of those that are open it is known when something was
 * last done in them, half an hour before they would end; they count from then.
 *
 * And what is only ever added to is not emptied either: no trigger of a row is asked where a whole table is emptied with one statement.
 */
export const sessionsEndLogsStay = `
alter table mail_sessions add column opened timestamptz(3) not null default now();
update mail_sessions set opened = until - interval '30 minutes';

create or replace trigger access_is_never_emptied before truncate on access_log for each statement execute function refuse_change();
alter table access_log enable always trigger access_is_never_emptied;
create or replace trigger board_settings_are_never_emptied before truncate on board_settings for each statement execute function refuse_change();
alter table board_settings enable always trigger board_settings_are_never_emptied;
create or replace trigger reports_taken_are_never_emptied before truncate on report_log for each statement execute function refuse_change();
alter table report_log enable always trigger reports_taken_are_never_emptied;
create or replace trigger published_reports_are_never_emptied before truncate on published_reports for each statement execute function refuse_change();
alter table published_reports enable always trigger published_reports_are_never_emptied;
`;
