/** What TypeScript sees of a file of this package that is fetched and not imported: that it is there. */
export {};
