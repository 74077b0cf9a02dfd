// That fields which do not exist are found at all, wherever they are.
import type { Deployment } from 'kubernetes-types/apps/v1';

export const misspelt: Deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  spec: {
    selector: {},
    template: {
      spec: {
        containers: [
          {
            name: 'a',
            // @ts-expect-error: httpGet
            readinessProbe: { httpget: { port: 1 } },
          },
        ],
      },
    },
  },
};
