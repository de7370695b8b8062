/**
 * AdminJS's own words, for the answers of its actions alone: what people read is drawn by our pages, whose words are the
 * catalogue's (app/locale/catalogue). They travel with every page, so no name of a resource or field is among them.
 */
export const locale = {
  language: "en",
  availableLanguages: ["en"],
  translations: {
    en: {
      messages: {
        successfullyDeleted: "Removed",
        successfullyUpdated: "Saved",
        thereWereValidationErrors: "Some fields need another look",
        forbiddenError: "You may not do this",
        anyForbiddenError: "You may not do this",
        bulkDeleteError: "Nothing was removed. Try again in a moment.",
        noRecordsSelected: "Nothing is ticked",
        error404Resource: "There is no such page",
        error404Action: "There is no such page, or it is not for you",
        error404Record: "It is not there, or it is not for you",
      },
    },
  },
};
