/**
 * A link can lead to a report over many cases, which belongs to none. Each press makes one link, however often it is delivered, and
 * the newest link of somebody to the same thing is the only one that opens.
 */
export const linksAgain = `
alter table document_links alter column case_id drop not null;
alter table document_links add column input text unique;
create index document_links_by_person on document_links (person, wanted) where not spent;
`;
