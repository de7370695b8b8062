import { z } from "zod";
import { changePreferences, preferencesAnswer, preferencesBody, preferencesOf } from "../commands/frame/preferences.js";
import { noteOpened, openedBody, recentAnswer, recentRecords } from "../commands/frame/recent.js";
import {
  savedViews,
  showView,
  viewAnswer,
  viewsAnswer,
  viewsQuery,
  visibleView,
} from "../commands/frame/savedViews.js";
import { changeView, createView, newViewBody, removeView, viewBody } from "../commands/frame/changeView.js";
import { searchAll, searchAnswer, searchQuery } from "../commands/frame/search.js";
import { Reply } from "../http/route.js";
import type { routes } from "../http/routes.js";
import { who } from "../policies/Actor.js";

const nothing = z.strictObject({});

/** What the panel's frame asks of both sides alike: each signed-in person's own preferences, saved views, opened records. */
export function frameRoutes(r: ReturnType<typeof routes>): void {
  r.route({
    method: "get",
    path: "/preferences",
    may: "signed-in",
    summary: "How one wants the panel, and what holds",
    query: nothing,
    answer: preferencesAnswer,
    handler: () => preferencesOf(who()),
  });
  r.route({
    method: "patch",
    path: "/preferences",
    may: "signed-in",
    summary: "Change how one wants the panel",
    body: preferencesBody,
    answer: preferencesAnswer,
    handler: ({ body }) => changePreferences(body),
  });
  r.route({
    method: "get",
    path: "/saved-views",
    may: "signed-in",
    summary: "Saved views of a list, one's own and those shared with one's roles",
    query: viewsQuery,
    answer: viewsAnswer,
    handler: ({ query }) => savedViews(query.resource),
  });
  r.route({
    method: "post",
    path: "/saved-views",
    may: "signed-in",
    status: 201,
    summary: "Save a view of a list",
    body: newViewBody,
    answer: viewAnswer,
    handler: async ({ body, request }) => {
      const view = await createView(body);
      return new Reply(view, { status: 201, headers: { Location: `${request.baseUrl}/saved-views/${view.id}` } });
    },
  });
  r.route({
    method: "get",
    path: "/saved-views/:id",
    may: "signed-in",
    summary: "A saved view",
    query: nothing,
    answer: viewAnswer,
    handler: async ({ params }) => showView(await visibleView(params.id)),
  });
  r.route({
    method: "patch",
    path: "/saved-views/:id",
    may: "signed-in",
    summary: "Change a saved view",
    body: viewBody,
    answer: viewAnswer,
    handler: ({ params, body }) => changeView(params.id, body),
  });
  r.route({
    method: "delete",
    path: "/saved-views/:id",
    may: "signed-in",
    status: 204,
    summary: "Remove a saved view",
    query: nothing,
    handler: ({ params }) => removeView(params.id),
  });
  r.route({
    method: "get",
    path: "/recent",
    may: "signed-in",
    summary: "The records one opened last",
    query: nothing,
    answer: recentAnswer,
    handler: () => recentRecords(),
  });
  r.route({
    method: "post",
    path: "/recent",
    may: "signed-in",
    status: 204,
    summary: "Note that one opened a record",
    body: openedBody,
    handler: ({ body }) => noteOpened(body),
  });
  r.route({
    method: "get",
    path: "/search",
    may: "signed-in",
    summary: "What some words find, of what one may see",
    query: searchQuery,
    answer: searchAnswer,
    handler: ({ query }) => searchAll(query),
  });
}
