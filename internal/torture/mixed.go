package torture

import "context"

func (b *bench) mixed(context.Context) (report, error) { return report{}, errLeftOut }
