// Every command of the app, once. The build script makes the permissions from it, the app its handler, and a test
// compares it with the capability and with the view.
macro_rules! with_commands {
    ($receiver:ident) => {
        $receiver! {
            session::session,
            session::start_local_workspace,
            session::sign_in_with_token,
            session::sign_out,
            teams::list_teams,
            teams::create_team,
            teams::rename_team,
            teams::delete_team,
            teams::search_teams,
            people::team_people,
            people::invite_people,
            people::resend_invitation,
            people::revoke_invitation,
            people::change_role,
            people::remove_member,
            people::my_invitations,
            people::accept_invitation,
            people::decline_invitation,
            billing::check_top_up_amount,
            billing::top_up,
            billing::top_up_status,
            billing::unsettled_top_up,
            billing::open_checkout,
            billing::team_trend,
            activity::activity,
            settings::preferences,
            settings::set_preferences,
            settings::about,
            window::view_ready,
        }
    };
}
