// Puts the explorer into the page that the server serves.
import { mount } from "svelte";
import App from "./App.svelte";
import "./explorer.css";

mount(App, { target: document.getElementById("explorer")! });
