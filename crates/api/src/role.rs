open_enum! {
    /// What somebody is in a team. What each role may do is decided by [`crate::may`] alone.
    Role {
        /// Full control: billing, members, rename, delete.
        Owner => "owner",
        /// Invites and manages members, uses everything.
        Admin => "admin",
        /// Uses API keys and resources; no billing, no members.
        Member => "member",
        /// Reads.
        Viewer => "viewer",
    }
}

impl Role {
    /// Whether an invitation can carry this role. An owner is made by an owner, never by an invitation.
    #[must_use]
    pub fn is_invitable(&self) -> bool {
        matches!(self, Self::Admin | Self::Member | Self::Viewer)
    }
}
