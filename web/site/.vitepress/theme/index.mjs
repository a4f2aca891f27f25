/** VitePress's own theme, with the machine's fonts and the demo's colours. */
export { default } from "vitepress/theme-without-fonts";

import "./style.css";
