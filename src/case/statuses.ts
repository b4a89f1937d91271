import type { CaseFile, RaisedCase } from './state.ts';

/** What a case keeps when its status changes; what only the old status had falls away. */
export function fileOf(state: RaisedCase): CaseFile & Pick<RaisedCase, 'alerts' | 'unreachable'> {
  switch (state.status) {
    case 'open': {
      const { status: _status, ...file } = state;
      return file;
    }
    case 'agreed': {
      const { status: _status, resolvedAt: _at, resolvedStage: _stage, ...file } = state;
      return file;
    }
    case 'answering': {
      const { status: _status, recommendedAt: _at, ...file } = state;
      return file;
    }
    case 'closed': {
      const { status: _status, closedAt: _at, how: _how, ...file } = state;
      return file;
    }
  }
}

/** The case is open, or open again. */
export function openAgain(state: RaisedCase, change: Partial<CaseFile>): RaisedCase {
  return { ...fileOf(state), ...change, status: 'open' };
}
