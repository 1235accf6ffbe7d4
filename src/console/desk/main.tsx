// Starts the console. `strict` stays the first import.
import { strict } from './strict.ts';

// What stands below comes after it: the formatter sorts only within these two groups.

import './mantine.css';
import './desk.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { client } from './queries.ts';
import { router } from './router.tsx';
import { language } from './texts.ts';
import { theme } from './theme.ts';

const place = document.getElementById('desk');
if (place && strict) {
  document.documentElement.lang = language();
  createRoot(place).render(
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}
