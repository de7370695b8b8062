import React from "react";
import { Route, Routes, useLocation, useParams } from "./base/core.js";
import { Frame } from "./frame/Frame.js";
import { Missing } from "./frame/Missing.js";
import { FormPage } from "./form/FormPage.js";
import { ListPage } from "./list/ListPage.js";
import { RecordPage } from "./record/RecordPage.js";
import { resourceNamed } from "./base/state.js";
import { workPages } from "./work/pages.js";

/** The whole panel in the place of AdminJS's own `Application`: the frame, and in it the page of the address. */
export const Application = () => (
  <Frame>
    <Routes>
      <Route path="/admin" element={<Work page="start" />} />
      <Route path="/admin/pages/:page" element={<Work />} />
      <Route path="/admin/resources/:resource" element={<OfResource page="list" />} />
      <Route path="/admin/resources/:resource/actions/new" element={<OfResource page="new" />} />
      <Route path="/admin/resources/:resource/records/:id/show" element={<OfResource page="show" />} />
      <Route path="/admin/resources/:resource/records/:id/edit" element={<OfResource page="edit" />} />
      <Route path="*" element={<Missing />} />
    </Routes>
  </Frame>
);

const Work = ({ page }: { page?: string }) => {
  const { page: named = page ?? "" } = useParams();
  const found = workPages[named];
  return found?.may() ? <found.Page key={named} /> : <Missing />;
};

const OfResource = ({ page }: { page: "list" | "new" | "show" | "edit" }) => {
  const { resource: name, id = "" } = useParams();
  const { search } = useLocation();
  const resource = resourceNamed(name);
  if (!resource) return <Missing />;
  if (page === "list") return resource.listed ? <ListPage key={resource.name} resource={resource} /> : <Missing />;
  if (page === "new")
    return resource.create ? <FormPage key={`${resource.name}${search}`} resource={resource} /> : <Missing />;
  if (page === "edit") return <FormPage key={id} resource={resource} id={id} />;
  return <RecordPage key={id} resource={resource} id={id} />;
};
