import { resolve } from "node:path";
import webpack from "webpack";

const stats = await new Promise((done, failed) =>
  webpack(
    { mode: "production", entry: "./main.js", output: { path: resolve("dist"), filename: "main.js" } },
    (error, stats) => (error ? failed(error) : done(stats)),
  ),
);
if (stats.hasErrors()) throw new Error(stats.toString());
