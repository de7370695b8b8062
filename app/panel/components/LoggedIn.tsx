import React from "react";

interface Props {
  session: { email?: string; title?: string };
  paths: { logoutPath: string };
}

/** Who is signed in, and a way out that is a POST: a link could be followed by another page. */
export const LoggedIn = ({ session, paths }: Props) => (
  <form className="signed-in" method="post" action={paths.logoutPath}>
    <span>{session.email}</span>
    <button type="submit">Sign out</button>
  </form>
);
