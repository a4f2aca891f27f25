"use client";
import { open } from "amora";
import { createAmora } from "amora/react";
import { useEffect } from "react";
import { schema, start } from "../notes.js";

const { Provider, useQuery } = createAmora("list", { schema, prepare: (db) => db.createRoot("all") });

/** What the hooks show is rendered on the server as the fallback. */
function Count() {
  return <p id="count">{useQuery("SELECT count(*) AS n FROM note")?.[0]?.n}</p>;
}

export default function Page() {
  useEffect(() => {
    start(open);
  }, []);
  return (
    <Provider fallback="opening">
      <Count />
    </Provider>
  );
}
