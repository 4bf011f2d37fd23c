import { API_BASE_PATHS, OPERATIONS, type ApiVersion, type Operation } from '@luxcore/contract';

/** One operation in one version of the API. */
export interface Route {
  readonly operation: Operation;
  readonly version: ApiVersion;
  /** Its path with that of the version, its parameters in braces. */
  readonly path: string;
}

/** Every operation in every version, those without parameters in their path first. */
export function routes(): Route[] {
  return (Object.keys(OPERATIONS) as Operation[])
    .flatMap((operation) => {
      const { path, versions } = OPERATIONS[operation];
      return versions.map((version: ApiVersion) => ({
        operation,
        version,
        path: API_BASE_PATHS[version] + path,
      }));
    })
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
}
