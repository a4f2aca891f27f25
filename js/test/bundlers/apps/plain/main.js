import { open } from "./amora/index.js";
import { start } from "./notes.js";

start(open);
