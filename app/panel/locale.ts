import type { AnyResource } from "../door/define.js";
import type { Field } from "../door/fields.js";
import { formOffers, verbOffers } from "./offers.js";
import { elementOf, shapeOf } from "./SchoolProperty.js";
import { verbLabel } from "./verbActions.js";
import { singular, words } from "./words.js";

type Words = { [key: string]: string | Words };

/** The panel's English words, in the place of AdminJS's: nouns for pages, what was done and to what. */
export function locale(resources: AnyResource[]): object {
  const en: Words = {
    actions: { new: "Add", edit: "Edit", show: "View", delete: "Remove", bulkDelete: "Remove ticked", list: "All" },
    buttons: {
      save: "Save",
      filter: "Filter",
      applyChanges: "Show",
      resetFilter: "Show all",
      confirmRemovalMany: "Remove {{count}}",
      confirmRemovalMany_plural: "Remove {{count}}",
      logout: "Sign out",
      createFirstRecord: "Add the first",
    },
    labels: {
      navigation: "",
      dashboard: "Start",
      filters: "Filter",
      selectedRecords: "Ticked: {{selected}}",
      ...Object.fromEntries(resources.map((one) => [one.name, words(one.name)])),
    },
    messages: MESSAGES,
    resources: Object.fromEntries(resources.map((one) => [one.name, resourceWords(one)])),
  };
  return { language: "en", availableLanguages: ["en"], translations: { en } };
}

const MESSAGES: Words = {
  successfullyDeleted: "Removed",
  successfullyUpdated: "Saved",
  thereWereValidationErrors: "Some fields need another look",
  forbiddenError: "You may not do this",
  anyForbiddenError: "You may not do this",
  errorFetchingRecords: "The list could not be loaded. Try again in a moment.",
  errorFetchingRecord: "This page could not be loaded. Try again in a moment.",
  bulkDeleteError: "Nothing was removed. Try again in a moment.",
  noRecordsSelected: "Nothing is ticked",
  theseRecordsWillBeRemoved: "This will be removed:",
  theseRecordsWillBeRemoved_plural: "These will be removed:",
  noRecordsInResource: "There is nothing here yet",
  noRecords: "Nothing found",
  confirmDelete: "Remove this? It cannot be undone from here.",
  error404Resource: "There is no such page",
  error404Action: "There is no such page, or it is not for you",
  error404Record: "It is not there, or it is not for you",
  seeConsoleForMore: "",
};

function resourceWords(resource: AnyResource): Words {
  const one = singular(resource.name);
  const fields = [...resource.fields.answer.values(), ...resource.fields.create.values()];
  const choices: Words = {};
  for (const field of [...fields, ...fields.flatMap(innerFields)]) {
    const values = shapeOf(field).values;
    if (values) choices[field.name] = Object.fromEntries(values.map((value) => [value, words(value)]));
  }
  const more = Object.keys(resource.moreFilters ?? {});
  // A nested field's key is its whole path, and AdminJS loses what stands beneath a text: its object has no words then.
  const plain = fields.filter((field) => !innerFields(field).length).map((field) => field.name);
  const names = [...plain, ...more, "createdAt", "updatedAt"];
  const inner = fields.flatMap((outer) =>
    innerFields(outer).map((field) => [`${outer.name}.${field.name}`, field.name]),
  );
  return {
    actions: {
      new: `Add ${one}`,
      list: words(resource.name),
      ...Object.fromEntries(verbOffers(resource).map((offer) => [offer.name, verbLabel(offer)])),
      ...Object.fromEntries(formOffers(resource).map((offer) => [offer.name, `${words(offer.does)} ${one}`])),
    },
    labels: choices,
    properties: Object.fromEntries([
      ...names.map((name) => [name, propertyWords(name)]),
      ...inner.map(([path = "", name = ""]) => [path, propertyWords(name)]),
    ]) as Words,
    messages: {
      confirmDelete: `Remove this ${one}?`,
      noRecordsInResource: `No ${words(resource.name).toLowerCase()} yet`,
    },
  };
}

const innerFields = (field: Field): Field[] =>
  field.fields ?? (field.kind === "array" ? (elementOf(field).fields ?? []) : []);

const SPECIAL: Record<string, string> = {
  createdAt: "Added",
  updatedAt: "Last changed",
  dateOfBirth: "Date of birth",
  clientId: "School",
};
const propertyWords = (name: string): string => SPECIAL[name] ?? words(name);
