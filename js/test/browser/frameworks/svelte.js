/** A Svelte app. */
import { mount, unmount } from "svelte";
import App from "./App.svelte";

const app = mount(App, { target: document.body });
globalThis.unmount = () => unmount(app);
