package main

import (
	"fmt"
	"reflect"
)

// setting is one line of `beplua config print`.
type setting struct {
	name, value string
	secret      bool
}

// settings lists the configuration in the order of its fields.
func (c *Config) settings() []setting {
	v := reflect.ValueOf(*c)
	out := make([]setting, v.NumField())
	for i := range out {
		field := v.Type().Field(i)
		out[i] = setting{
			name:   field.Tag.Get("env"),
			value:  fmt.Sprint(v.Field(i).Interface()),
			secret: field.Tag.Get("secret") != "",
		}
	}
	return out
}

type configCommands struct {
	Print configPrintCommand `cmd:"" help:"Print every setting and its value."`
}

type configPrintCommand struct {
	Redacted bool `help:"Hide secrets; needed, so that none is printed by accident." required:""`
}

// Run prints what the server would be started with.
func (*configPrintCommand) Run(w *world) error {
	c, err := readConfig(w.Environment)
	if err != nil {
		return err
	}
	for _, s := range c.settings() {
		if s.secret && s.value != "" {
			s.value = "(set, not shown)"
		}
		fmt.Fprintf(w.Out, "%s=%s\n", s.name, s.value)
	}
	return nil
}
