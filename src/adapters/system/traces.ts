import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { BullMQOtel } from 'bullmq-otel';

/** What the queue tells of its own work, for BullMQ's `telemetry`. */
export type Telemetry = BullMQOtel;

export type Traces = {
  readonly telemetry: Telemetry;
  /** Sends what has not been sent, for a bounded time, and stops. What cannot be sent is given up. */
  readonly stop: () => Promise<void>;
};

/**
 * Traces of the queue, sent to a collector by OTLP over HTTP. In a span is how long an alarm waited and was seen to, and
 * the id of its row: a job holds nothing else. A collector that is away costs traces, and no alarm.
 *
 * @param endpoint the collector's address without `/v1/traces`, such as `http://localhost:4318`
 */
export function openTraces(endpoint: string): Traces {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: patienceMs,
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'concordat' }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return {
    telemetry: new BullMQOtel({ tracerName: 'concordat' }),
    stop: () => provider.shutdown().catch(() => undefined),
  };
}

const patienceMs = 5_000;
