import type uPlot from "uplot";

/** Stands for the chart, which needs a canvas that paints. */
export class FakeChart {
  static paths = { bars: () => null };
  /** What the canvas was drawn with, each time. */
  static drawn: uPlot.Options[] = [];

  constructor(options: uPlot.Options) {
    FakeChart.drawn.push(options);
  }
  setSize() {}
  destroy() {}
}

export const Chart = FakeChart as unknown as typeof uPlot;
