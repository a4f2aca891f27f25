import { open } from "amora";
import { start } from "../shared/notes.js";

start(open);
