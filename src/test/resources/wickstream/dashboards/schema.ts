// What a dashboard's JSON has to be: Grafana's own types, and those of the options of each kind of panel used.
import type * as grafana from '@grafana/schema';
import type * as bargauge from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type * as heatmap from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type * as histogram from '@grafana/schema/dist/esm/raw/composable/histogram/panelcfg/x/HistogramPanelCfg_types.gen';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type * as xychart from '@grafana/schema/dist/esm/raw/composable/xychart/panelcfg/x/XYChartPanelCfg_types.gen';

// A type as JSON has it: where TypeScript wants a member of an enumeration, its text.
type Json<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends Array<infer U>
      ? Array<Json<U>>
      : T extends object
        ? { [K in keyof T]: Json<T[K]> }
        : T;

// What the plugin for Prometheus reads of an annotation besides: Grafana's type leaves that open.
type Annotation = grafana.AnnotationQuery & {
  expr: string;
  step: string;
  titleFormat: string;
  textFormat: string;
  tagKeys: string;
  useValueForTime: boolean;
};

export type Dashboard = Json<Omit<grafana.Dashboard, 'annotations'> & { annotations: { list: Annotation[] } }>;

// The options of a panel, and the part of its field configuration that belongs to its kind.
type Parts<Options, Custom> = { options: Json<Options>; custom: Partial<Json<Custom>> };

export type Panels = {
  bargauge: Parts<bargauge.Options, {}>;
  heatmap: Parts<heatmap.Options, heatmap.FieldConfig>;
  histogram: Parts<histogram.Options, histogram.FieldConfig>;
  stat: Parts<stat.Options, {}>;
  table: Parts<table.Options, table.FieldConfig>;
  timeseries: Parts<timeseries.Options, timeseries.FieldConfig>;
  xychart: Parts<xychart.Options, xychart.FieldConfig>;
};
