package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/beplua/beplua/models"
)

// meter counts: per route rate, errors and duration, and what a syncing fleet is watched by.
type meter struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	busy     prometheus.Gauge
	panics   prometheus.Counter
	outcomes *prometheus.CounterVec
	batches  prometheus.Histogram
	outbox   prometheus.Histogram
	forks    prometheus.Counter
}

func newMeter() *meter {
	const ns = "beplua"
	m := &meter{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: ns, Name: "http_requests_total", Help: "Requests by route, method and status.",
		}, []string{"route", "method", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: ns, Name: "http_request_seconds", Help: "How long requests took, by route and method.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 60},
		}, []string{"route", "method"}),
		busy:   prometheus.NewGauge(prometheus.GaugeOpts{Namespace: ns, Name: "http_requests_busy", Help: "Requests being answered."}),
		panics: prometheus.NewCounter(prometheus.CounterOpts{Namespace: ns, Name: "panics_total", Help: "Requests that ended in a panic."}),
		outcomes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: ns, Name: "operations_total", Help: "Operations submitted, by outcome; replays count again.",
		}, []string{"outcome"}),
		batches: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: ns, Name: "batch_operations", Help: "Operations per batch.", Buckets: []float64{0, 1, 5, 10, 50, 100, 250, 500},
		}),
		outbox: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: ns, Name: "outbox_age_seconds", Help: "Age of the oldest waiting operation when a phone made contact.",
			Buckets: []float64{60, 3600, 86400, 3 * 86400, 7 * 86400, 14 * 86400, 30 * 86400, 90 * 86400},
		}),
		forks: prometheus.NewCounter(prometheus.CounterOpts{Namespace: ns, Name: "forks_total", Help: "Phones found restored or cloned."}),
	}
	m.registry.MustRegister(m.requests, m.took, m.busy, m.panics, m.outcomes, m.batches, m.outbox, m.forks,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// watch adds the number of open cases, asked for at each scrape.
func (m *meter) watch(open func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Namespace: "beplua", Name: "cases_open", Help: "Cases that wait for an officer; -1 when they could not be counted.",
	}, open))
}

func (m *meter) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Registry: m.registry})
}

func (m *meter) observe(method, route string, status int, took time.Duration) {
	switch method {
	case http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete, http.MethodHead, http.MethodPut, http.MethodOptions:
	default:
		method = "other" // a client may invent methods; each would be a series for ever
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.took.WithLabelValues(route, method).Observe(took.Seconds())
}

// submitted counts a batch and its outcomes.
func (m *meter) submitted(operations int, receipt *models.Receipt) {
	m.batches.Observe(float64(operations))
	plain := decided(receipt)
	for i := range receipt.Exceptions {
		m.outcomes.WithLabelValues(string(receipt.Exceptions[i].Outcome.Kind)).Inc()
		plain--
	}
	if plain > 0 {
		m.outcomes.WithLabelValues(string(models.Applied)).Add(float64(plain))
	}
	if receipt.Fork != nil {
		m.forks.Inc()
	}
}

// decided is how many operations of a batch have an outcome.
func decided(receipt *models.Receipt) int {
	n := 0
	for _, run := range receipt.Done {
		n += int(run.To - run.From + 1) //nolint:gosec // a batch has at most 500
	}
	return n
}
