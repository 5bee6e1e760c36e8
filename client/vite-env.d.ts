// What Vite adds to modules of the client: CSS, assets and `import.meta.glob`.
/// <reference types="vite/client" />
