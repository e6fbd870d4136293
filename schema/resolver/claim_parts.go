package resolver

import (
	"context"

	"dyad/graph"
	"dyad/schema/exec"
)

// presentRoles shows the further participants.
func presentRoles(c *graph.Claim, v *graph.View) []*exec.Role {
	shown := make([]*exec.Role, len(c.Roles))
	for i := range c.Roles {
		shown[i] = &exec.Role{Name: c.Roles[i].Name, Record: &c.Roles[i], View: v}
	}
	return shown
}

// Entities are those in the role.
func (r roleResolver) Entities(ctx context.Context, role *exec.Role) ([]*exec.Entity, error) {
	return deskOf(ctx).entities(role.Record.Entities, role.View)
}

// Claims are those in the role.
func (r roleResolver) Claims(ctx context.Context, role *exec.Role) ([]*exec.Claim, error) {
	return deskOf(ctx).claimsOf(ctx, role.View, role.Record.Claims)
}

// Terms are those in the role: offices.
func (r roleResolver) Terms(ctx context.Context, role *exec.Role) ([]*exec.TermEntry, error) {
	shown := make([]*exec.TermEntry, len(role.Record.Terms))
	for i, key := range role.Record.Terms {
		shown[i] = deskOf(ctx).termOf(role.View, graph.OfficeTerm, key)
	}
	return shown, nil
}

// presentVoices shows who says so, from the outside in.
func (d *desk) presentVoices(c *graph.Claim, v *graph.View) ([]*exec.Voice, error) {
	shown := make([]*exec.Voice, len(c.Voices))
	for i := range c.Voices {
		voice := &c.Voices[i]
		entity, err := d.entityIfAny(voice.Entity, v)
		if err != nil {
			return nil, err
		}
		affiliation, err := d.entityIfAny(voice.Affiliation, v)
		if err != nil {
			return nil, err
		}
		shown[i] = &exec.Voice{Entity: entity, Label: optional(voice.Label), Affiliation: affiliation, Mode: voice.Mode, Stance: voice.Stance}
	}
	return shown, nil
}

// entityIfAny shows the entity of a key; nil for no key.
func (d *desk) entityIfAny(key graph.EntityKey, v *graph.View) (*exec.Entity, error) {
	if key == "" {
		return nil, nil
	}
	return d.entity(key, v)
}
