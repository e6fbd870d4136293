import { useLayoutEffect } from "react";

// Stands in for react-style-singleton, which puts a style element into the page while a dialog is open. The content security
// policy forbids that, and allows what a script adopts.
export function styleSingleton() {
  return function Sheet({ styles }) {
    useLayoutEffect(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      return () => {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      };
    }, [styles]);
    return null;
  };
}
