/* The panel's core: React, router, redux, design system and AdminJS's pages, as the globals that AdminJS expects. */
import React from "react";
import * as ReactDOM from "react-dom";
import { createRoot } from "react-dom/client";
import * as Redux from "redux";
import * as ReactRedux from "react-redux";
import * as ReactRouter from "react-router";
import * as ReactRouterDOM from "react-router-dom";
import PropTypes from "prop-types";
import * as FeatherIcons from "react-feather";
import * as AdminJSDesignSystem from "@adminjs/design-system";
import * as styled from "@adminjs/design-system/styled-components";
import AdminJS from "./bundle-entry.js";

Object.assign(window, {
  React,
  ReactDOM,
  createRoot,
  Redux,
  ReactRedux,
  ReactRouter,
  ReactRouterDOM,
  PropTypes,
  FeatherIcons,
  AdminJSDesignSystem,
  styled,
  AdminJS,
});
