// Made from messages/en.json by `npm run words`. Change it there.

/** The words of a language: texts, and functions where something is put in. */
export interface Messages {
  accounts: {
    label: string;
    title: string;
    others: string;
    switchTo: (values: { email: string }) => string;
    switched: (values: { email: string; host: string }) => string;
    add: string;
    signOut: string;
    signOutOf: (values: { email: string }) => string;
    signedOutOf: (values: { email: string }) => string;
    signOutAll: string;
    signOutAllAsk: (values: { n: number }) => string;
    signOutAllConfirm: string;
    signOutAllConfirmShort: string;
    signedOutOfAll: string;
    leaving: {
      title: string;
      goesOn: string;
      pending: (values: { amount: string; team: string; id: string }) => string;
      unknown: (values: { amount: string; team: string; id: string }) => string;
      confirm: string;
      stay: string;
    };
    moveUp: (values: { email: string }) => string;
    moveDown: (values: { email: string }) => string;
    isFirst: string;
    isLast: string;
    moved: (values: { email: string; place: number; of: number }) => string;
    shown: string;
    methods: {
      browser: string;
      token: string;
      local: string;
    };
    keyring: (values: { app: string }) => string;
  };
  activity: {
    title: string;
    subtitle: string;
    empty: string;
    missing: string;
    loading: string;
    system: string;
    today: string;
    sentences: {
      teamCreated: (values: { who: string }) => string;
      teamRenamed: (values: { who: string; name: string }) => string;
      teamRenamedFrom: (values: { who: string; from: string; name: string }) => string;
      teamDeleted: (values: { who: string }) => string;
      thresholdSet: (values: { who: string; amount: string }) => string;
      thresholdRemoved: (values: { who: string }) => string;
      teamHandedOver: (values: { who: string; email: string }) => string;
      roleChanged: (values: { who: string; email: string }) => string;
      roleChangedTo: (values: { who: string; email: string; to: string }) => string;
      roleChangedFrom: (values: { who: string; email: string; from: string; to: string }) => string;
      memberRemoved: (values: { who: string; email: string }) => string;
      memberLeft: (values: { who: string }) => string;
      invited: (values: { who: string; email: string }) => string;
      invitedAs: (values: { who: string; email: string; role: string }) => string;
      invitedAgain: (values: { who: string; email: string }) => string;
      invitationRevoked: (values: { who: string; email: string }) => string;
      joined: (values: { who: string }) => string;
      joinedAs: (values: { who: string; role: string }) => string;
      invitationDeclined: (values: { who: string }) => string;
      invitationExpired: (values: { who: string; email: string }) => string;
      topUpStarted: (values: { who: string; amount: string }) => string;
      topUpSucceeded: (values: { who: string; amount: string }) => string;
      topUpFailed: (values: { who: string; amount: string }) => string;
      topUpExpired: (values: { who: string; amount: string }) => string;
      keyCreated: (values: { who: string; name: string }) => string;
      keyRevoked: (values: { who: string; name: string }) => string;
      unknown: (values: { who: string; what: string }) => string;
    };
  };
  common: {
    appName: string;
    cancel: string;
    close: string;
    confirm: string;
    tryAgain: string;
    waitForAnswer: string;
    details: string;
    copied: (values: { what: string }) => string;
    dismiss: string;
    loading: string;
    export: {
      menu: string;
      as: {
        csv: string;
        json: string;
      };
      done: (values: { path: string }) => string;
      show: string;
    };
    sections: {
      label: string;
      teams: string;
      activity: string;
      settings: string;
    };
    connection: {
      label: string;
      tryNow: string;
      states: {
        live: string;
        signing_in: string;
        signed_out: string;
        connecting: string;
        offline: string;
        failing: string;
        refused: string;
      };
      asOf: {
        signed_out: (values: { at: string }) => string;
        connecting: (values: { at: string }) => string;
        offline: (values: { at: string }) => string;
        failing: (values: { at: string }) => string;
      };
      updated: {
        seconds: (values: { n: number }) => string;
        minutes: (values: { n: number }) => string;
        at: (values: { at: string }) => string;
      };
      silent: {
        plain: string;
        asOf: (values: { at: string }) => string;
      };
      syncing: {
        teams: string;
        teamsOf: (values: { done: number; total: number }) => string;
        people: string;
        peopleShare: (values: { share: string }) => string;
      };
      outcomes: {
        live: string;
        offline: string;
        failing: string;
      };
      denials: {
        offline: string;
        signing_in: string;
        signed_out: string;
      };
    };
    copy: {
      title: string;
      setAside: string;
      notKept: (values: { reason: string }) => string;
      path: string;
      reason: string;
    };
    roles: {
      owner: string;
      admin: string;
      member: string;
      viewer: string;
    };
    dayAndTime: (values: { day: string; time: string }) => string;
    asOf: (values: { at: string }) => string;
    sentence: (values: { text: string }) => string;
  };
  diagnostics: {
    title: string;
    lead: string;
    run: string;
    running: string;
    results: string;
    report: {
      action: string;
      title: string;
      lead: string;
      leftOut: string;
      text: string;
      loading: string;
      save: string;
      saved: (values: { path: string }) => string;
      show: string;
    };
    allFine: string;
    attention: (values: { n: number }) => string;
    names: {
      keyring: string;
      server: string;
      clock: string;
      data_folder: string;
      stored_files: string;
      web_view: string;
    };
    outcomes: {
      fine: string;
      warning: string;
      failed: string;
      skipped: string;
    };
    someServer: string;
    fine: {
      keyring: string;
      server: (values: { server: string }) => string;
      serverIn: (values: { server: string; milliseconds: number }) => string;
      clock: string;
      data_folder: string;
      stored_files: string;
      web_view: string;
    };
    troubled: {
      keyring: string;
      server: (values: { server: string }) => string;
      serverIn: (values: { server: string; milliseconds: number }) => string;
      clock: string;
      data_folder: string;
      stored_files: string;
      stored_copy: string;
      web_view: string;
      web_view_old: (values: { version: string }) => string;
    };
    clock: {
      secondsAhead: (values: { n: number }) => string;
      secondsBehind: (values: { n: number }) => string;
      minutesAhead: (values: { n: number }) => string;
      minutesBehind: (values: { n: number }) => string;
    };
    fixes: {
      keyring: string;
      server: string;
      clock: string;
      data_folder: string;
      stored_files: string;
      web_view: string;
    };
    skipped: {
      keyring: string;
      server: string;
      clock: string;
      data_folder: string;
      stored_files: string;
      web_view: string;
    };
  };
  errors: {
    waitSeconds: (values: { seconds: number }) => string;
    code: string;
    message: string;
    requestId: string;
    field: string;
    path: string;
    codes: {
      team_name_empty: {
        title: string;
        next: string;
      };
      team_name_too_long: {
        title: string;
        next: string;
      };
      team_name_control_character: {
        title: string;
        next: string;
      };
      email_invalid: {
        title: string;
        next: string;
      };
      email_missing: {
        title: string;
        next: string;
      };
      role_not_invitable: {
        title: string;
        next: string;
      };
      amount_not_a_number: {
        title: string;
        next: string;
      };
      amount_too_many_decimals: {
        title: string;
        next: string;
      };
      amount_out_of_range: {
        title: string;
        next: (values: { least: string; most: string }) => string;
      };
      threshold_not_a_number: {
        title: string;
        next: string;
      };
      threshold_too_many_decimals: {
        title: string;
        next: string;
      };
      threshold_out_of_range: {
        title: string;
        next: (values: { none: string; most: string }) => string;
      };
      server_url_invalid: {
        title: string;
        next: string;
      };
      server_url_insecure: {
        title: string;
        next: string;
      };
      server_url_unsupported: {
        title: string;
        next: string;
      };
      token_malformed: {
        title: string;
        next: string;
      };
      unauthorized: {
        title: string;
        next: string;
      };
      forbidden: {
        title: string;
        next: string;
      };
      not_found: {
        title: string;
        next: string;
      };
      already_member: {
        title: string;
        next: string;
      };
      invitation_pending: {
        title: string;
        next: string;
      };
      invitation_not_pending: {
        title: string;
        next: string;
      };
      last_owner: {
        title: string;
        next: string;
      };
      version_mismatch: {
        title: string;
        next: string;
      };
      rate_limited: {
        title: string;
        next: string;
      };
      invalid_request: {
        title: string;
        next: string;
      };
      top_up_in_progress: {
        title: string;
        next: string;
      };
      top_up_unsettled: {
        title: string;
        next: string;
      };
      top_up_repeats: {
        title: string;
        next: string;
      };
      journal_unavailable: {
        title: string;
        next: string;
      };
      checkout_url_refused: {
        title: string;
        next: string;
      };
      file_manager_unavailable: {
        title: string;
        next: string;
      };
      print_dialog_unavailable: {
        title: string;
        next: string;
      };
      autostart_unavailable: {
        title: string;
        next: string;
      };
      browser_unavailable: {
        title: string;
        next: string;
      };
      server_error: {
        title: string;
        next: string;
      };
      unreachable: {
        title: string;
        next: string;
      };
      timed_out: {
        title: string;
        next: string;
      };
      unexpected_answer: {
        title: string;
        next: string;
      };
      outcome_unknown: {
        title: string;
        next: string;
      };
      signed_out: {
        title: string;
        next: string;
      };
      sign_in_canceled: {
        title: string;
        next: string;
      };
      sign_in_timed_out: {
        title: string;
        next: string;
      };
      sign_in_denied: {
        title: string;
        next: string;
      };
      sign_in_failed: {
        title: string;
        next: string;
      };
      browser_sign_in_unsupported: {
        title: string;
        next: string;
      };
      authorization_server_unreachable: {
        title: string;
        next: string;
      };
      storage_unavailable: {
        title: string;
        next: string;
      };
      local_workspace_unreadable: {
        title: string;
        next: string;
        nextOf: (values: { path: string }) => string;
      };
      local_workspace_failed: {
        title: string;
        next: string;
      };
      update_server_unreachable: {
        title: string;
        next: string;
      };
      update_unreadable: {
        title: string;
        next: string;
      };
      update_refused: {
        title: string;
        next: string;
      };
      update_not_installed: {
        title: string;
        next: string;
      };
    };
  };
  keyring: {
    sessionOnly: string;
    checkAgain: string;
    works: string;
    help: {
      linux: {
        locked: {
          title: string;
          next: string;
        };
        absent: {
          title: string;
          next: string;
        };
        denied: {
          title: string;
          next: string;
        };
        full: {
          title: string;
          next: string;
        };
        failed: {
          title: string;
          next: string;
        };
      };
      macos: {
        locked: {
          title: string;
          next: string;
        };
        absent: {
          title: string;
          next: string;
        };
        denied: {
          title: string;
          next: string;
        };
        full: {
          title: string;
          next: string;
        };
        failed: {
          title: string;
          next: string;
        };
      };
      windows: {
        locked: {
          title: string;
          next: string;
        };
        absent: {
          title: string;
          next: string;
        };
        denied: {
          title: string;
          next: string;
        };
        full: {
          title: string;
          next: string;
        };
        failed: {
          title: string;
          next: string;
        };
      };
    };
    apps: {
      linux: string;
      macos: string;
      windows: string;
    };
  };
  ledger: {
    tabs: (values: { team: string }) => string;
    members: string;
    billing: string;
    transactions: {
      title: string;
      table: (values: { team: string }) => string;
      when: string;
      what: string;
      who: string;
      amount: string;
      balance: string;
      actions: string;
      nobody: string;
      filter: string;
      from: string;
      to: string;
      dateHint: string;
      clear: string;
      export: (values: { team: string }) => string;
      more: string;
      loading: (values: { team: string }) => string;
      empty: string;
      none: string;
      noneYet: string;
      missing: string;
      old: string;
      filterNeedsServer: string;
      kinds: {
        top_up: string;
        usage: string;
        adjustment: string;
      };
      filters: {
        all: string;
        top_up: string;
        usage: string;
        adjustment: string;
      };
      count: (values: { n: number }) => string;
      latest: (values: { n: number }) => string;
    };
    receipt: {
      open: (values: { amount: string; at: string }) => string;
      title: string;
      loading: string;
      print: string;
      missing: string;
      team: string;
      teamId: string;
      amount: string;
      balance: string;
      by: string;
      paid: string;
      paidOnPage: (values: { host: string }) => string;
      paidFree: string;
      createdAt: string;
      bookedAt: string;
      topUp: string;
      transaction: string;
      server: string;
      issuedTo: string;
      issuedAt: string;
    };
    usage: {
      title: string;
      window: string;
      days: (values: { n: number }) => string;
      asTable: string;
      asChart: string;
      table: (values: { team: string }) => string;
      date: string;
      cost: string;
      models: (values: { team: string }) => string;
      model: string;
      noModel: string;
      share: string;
      requests: string;
      loading: (values: { team: string }) => string;
      none: (values: { n: number }) => string;
      missing: string;
      windowNeedsServer: string;
      total: (values: { total: string; requests: number; days: number }) => string;
      chart: (values: { first: string; last: string }) => string;
      day: (values: { day: string; cost: string }) => string;
    };
    threshold: {
      form: (values: { team: string }) => string;
      field: string;
      save: string;
      none: string;
      set: (values: { team: string; amount: string }) => string;
      removed: (values: { team: string }) => string;
      isSet: (values: { amount: string }) => string;
      isNone: string;
      denied: string;
    };
  };
  lostTeams: {
    title: string;
    all: string;
    ok: string;
    more: (values: { n: number }) => string;
    gone: (values: { n: number; teams: string }) => string;
    typed: {
      name: (values: { team: string; text: string }) => string;
      emails: (values: { team: string; text: string }) => string;
      threshold: (values: { team: string; text: string }) => string;
    };
  };
  people: {
    table: (values: { team: string }) => string;
    member: string;
    role: string;
    since: string;
    actions: string;
    you: string;
    loading: (values: { team: string }) => string;
    missing: string;
    roleOf: (values: { email: string }) => string;
    roleChanged: (values: { email: string; role: string }) => string;
    remove: (values: { email: string }) => string;
    removeAsk: (values: { email: string; team: string }) => string;
    removed: (values: { email: string }) => string;
    leave: (values: { team: string }) => string;
    leaveAsk: (values: { team: string }) => string;
    left: (values: { team: string }) => string;
    resend: (values: { email: string }) => string;
    resent: (values: { email: string }) => string;
    revoke: (values: { email: string }) => string;
    revoked: (values: { email: string }) => string;
    invite: {
      form: (values: { team: string }) => string;
      email: string;
      placeholder: string;
      role: string;
      submit: string;
      denied: string;
      sent: (values: { email: string }) => string;
      sentMany: (values: { n: number }) => string;
    };
    locks: {
      last_owner: string;
      needs_owner: string;
      needs_admin: string;
    };
    sinceToday: string;
    roleAsk: {
      owner: (values: { email: string }) => string;
      other: (values: { email: string; from: string; to: string }) => string;
    };
    pending: {
      expired: string;
      soon: string;
      hours: (values: { n: number }) => string;
      days: (values: { n: number }) => string;
    };
  };
  session: {
    title: string;
    lead: string;
    addTitle: string;
    addLead: string;
    againTitle: string;
    againLead: (values: { email: string; host: string }) => string;
    back: string;
    server: string;
    browser: {
      action: string;
      explain: string;
      submit: string;
      waiting: string;
      whatToDo: (values: { server: string }) => string;
      cancel: string;
      elsewhere: string;
    };
    local: {
      action: string;
      explain: string;
      sample: string;
    };
    token: {
      action: string;
      explain: string;
      token: string;
      tokenHint: string;
      submit: string;
    };
    interrupted: {
      title: string;
      who: (values: { email: string; host: string }) => string;
      safe: string;
      signOut: string;
    };
    unlocking: {
      title: string;
      who: (values: { email: string; host: string }) => string;
      whatToDo: string;
    };
    opening: {
      title: string;
      who: (values: { host: string }) => string;
      whatToDo: string;
    };
    notRemembered: {
      title: string;
      keep: string;
      kept: string;
      stillNot: string;
      explain: (values: { title: string; next: string }) => string;
      explainStorage: string;
    };
    signInAgain: string;
    localHost: string;
    sampleHost: string;
    waitingLink: string;
  };
  settings: {
    title: string;
    appearance: {
      title: string;
      label: string;
      textSize: string;
      themes: {
        system: string;
        light: string;
        dark: string;
        high_contrast: string;
      };
    };
    notifications: {
      title: string;
      lowBalance: string;
      lowBalanceHint: string;
    };
    desktop: {
      title: string;
      tray: string;
      trayHint: string;
      noTray: string;
      autostart: string;
      autostartHint: string;
      noAutostart: string;
    };
    keyboard: {
      title: string;
      singleKeys: string;
      singleKeysHint: string;
    };
    storage: {
      title: string;
      server: string;
      data: string;
      copyData: string;
      show: string;
      clear: string;
      clearExplain: string;
      clearAsk: string;
      clearConfirm: string;
      cleared: string;
    };
    about: {
      title: string;
      version: string;
      licence: string;
      licenceName: string;
      safeMode: string;
      safeModeOn: string;
    };
    licences: {
      title: string;
      search: string;
      count: (values: { n: number }) => string;
      none: (values: { query: string }) => string;
      loading: string;
      missing: string;
      more: string;
    };
    language: {
      title: string;
      system: string;
    };
    updates: {
      title: string;
      label: string;
      choices: {
        off: string;
        ask: string;
        automatic: string;
      };
      hint: string;
      check: string;
      checking: string;
      upToDate: string;
      available: (values: { version: string }) => string;
      notes: string;
      install: string;
      downloading: (values: { version: string }) => string;
      installed: (values: { version: string }) => string;
      restart: string;
      show: string;
      impossible: {
        no_key: string;
        package_manager: string;
      };
    };
  };
  teams: {
    title: string;
    list: string;
    newTeam: string;
    search: {
      label: string;
      clear: string;
      none: (values: { query: string }) => string;
      others: (values: { n: number }) => string;
      found: (values: { teams: number; people: number }) => string;
      foundMore: (values: { teams: number; people: number }) => string;
    };
    people: {
      title: string;
      open: (values: { team: string }) => string;
      moreTeams: (values: { n: number }) => string;
      showAll: (values: { n: number }) => string;
      tooMany: (values: { n: number }) => string;
    };
    view: {
      menu: string;
      sortBy: string;
      keys: {
        name: string;
        balance: string;
        role: string;
        changed: string;
      };
      role: string;
      anyRole: string;
      only: string;
      lowBalance: string;
      pendingInvitations: string;
      roleChip: (values: { role: string }) => string;
      removeChip: (values: { filter: string }) => string;
      showing: (values: { shown: number; all: number }) => string;
      clear: string;
      none: string;
      noneFound: (values: { query: string }) => string;
      reversed: {
        name: string;
        balance: string;
        role: string;
        changed: string;
      };
    };
    empty: string;
    loading: string;
    nothingKept: string;
    create: {
      field: string;
      placeholder: string;
      submit: string;
      done: (values: { name: string }) => string;
    };
    id: {
      copy: (values: { id: string }) => string;
    };
    yourRole: string;
    balance: {
      unknown: string;
      low: string;
      lowAnd: (values: { forecast: string }) => string;
    };
    topUp: {
      action: string;
      label: (values: { name: string }) => string;
      denied: string;
    };
    rename: {
      label: (values: { name: string }) => string;
      field: string;
      save: string;
      denied: string;
      changed: (values: { name: string }) => string;
      done: (values: { name: string }) => string;
    };
    remove: {
      label: (values: { name: string }) => string;
      question: (values: { name: string }) => string;
      changed: string;
      confirm: string;
      denied: string;
      done: (values: { name: string }) => string;
      lost: {
        unknown: (values: { members: number }) => string;
        nothing: (values: { members: number }) => string;
        debt: (values: { members: number; balance: string }) => string;
        some: (values: { members: number; balance: string }) => string;
      };
      openTopUp: (values: { amount: string }) => string;
    };
    invitations: {
      title: string;
      offer: (values: { by: string; role: string }) => string;
      accept: string;
      decline: string;
      acceptLabel: (values: { team: string }) => string;
      declineLabel: (values: { team: string }) => string;
      accepted: (values: { team: string }) => string;
      declined: (values: { team: string }) => string;
      notWaiting: (values: { email: string }) => string;
      notReached: string;
      notUnderstood: string;
    };
    subtitle: (values: { n: number; totals: string }) => string;
    count: (values: { n: number }) => string;
    forecast: {
      no_usage: string;
      not_enough_data: string;
      empty: string;
      underADay: string;
      days: (values: { n: number }) => string;
      months: (values: { n: number }) => string;
      years: string;
    };
    forecastRange: {
      from: (values: { duration: string }) => string;
      one: (values: { duration: string }) => string;
      range: (values: { least: string; most: string }) => string;
    };
    duration: {
      underADay: string;
      days: (values: { n: number }) => string;
      months: (values: { n: number }) => string;
      years: string;
    };
  };
  topUp: {
    title: (values: { team: string }) => string;
    balance: string;
    balanceAfter: string;
    from: {
      label: string;
      remote: (values: { host: string }) => string;
      free: string;
    };
    presets: string;
    custom: string;
    customHint: (values: { least: string; most: string }) => string;
    choose: string;
    submit: (values: { amount: string; id: string }) => string;
    sending: (values: { amount: string; id: string }) => string;
    done: (values: { amount: string; team: string }) => string;
    row: {
      pending: (values: { amount: string }) => string;
      unknown: (values: { amount: string }) => string;
      title: (values: { amount: string; id: string }) => string;
    };
    pending: {
      title: string;
      explain: (values: { amount: string; host: string }) => string;
      explainNoPage: (values: { amount: string }) => string;
      open: string;
      cancel: string;
      cancelLabel: (values: { amount: string; id: string }) => string;
      canceled: (values: { amount: string; team: string }) => string;
      closeHint: string;
    };
    uncanceled: {
      unknown: string;
      unknownNext: string;
      unreached: string;
      unreachedNext: string;
    };
    failed: {
      title: (values: { amount: string }) => string;
      safe: string;
      expired: string;
      never_sent: string;
      never_arrived: string;
    };
    unknown: {
      title: (values: { amount: string; id: string }) => string;
      explain: string;
      safe: string;
      check: string;
      done: (values: { amount: string; team: string }) => string;
    };
    repeats: {
      question: (values: { team: string }) => string;
      back: string;
      again: (values: { amount: string; id: string }) => string;
      title: {
        recently: (values: { amount: string }) => string;
        underAMinute: (values: { amount: string }) => string;
        minutes: (values: { n: number; amount: string }) => string;
      };
    };
    ended: {
      title: string;
      succeeded: (values: { amount: string; team: string; id: string }) => string;
      expired: (values: { amount: string; team: string; id: string }) => string;
      unknown: (values: { amount: string; team: string; id: string }) => string;
      ok: string;
      failed: (values: { amount: string; team: string; id: string }) => string;
      failedWhy: (values: { amount: string; team: string; id: string; why: string }) => string;
    };
    balanceThen: (values: { at: string }) => string;
    balanceUnknown: string;
    underWay: {
      title: (values: { amount: string; id: string }) => string;
      explain: string;
    };
  };
  keys: {
    title: string;
    hint: (values: { palette: string; help: string }) => string;
    or: string;
    names: {
      ctrl: string;
      escape: string;
      home: string;
      end: string;
      pageUp: string;
      pageDown: string;
    };
    what: {
      palette: string;
      search: string;
      newTeam: string;
      refresh: string;
      settings: string;
      account: string;
      move: string;
      page: string;
      letter: string;
      cancel: string;
      help: string;
    };
  };
  palette: {
    title: string;
    label: string;
    list: string;
    about: (values: { team: string }) => string;
    back: string;
    none: (values: { query: string }) => string;
    on: string;
    gone: string;
    groups: {
      recent: string;
      commands: string;
      teams: string;
      list: string;
      goTo: string;
      look: string;
      help: string;
    };
    goTo: (values: { page: string }) => string;
    settings: (values: { section: string }) => string;
    theme: (values: { theme: string }) => string;
    language: (values: { language: string }) => string;
    sort: (values: { key: string }) => string;
    order: (values: { order: string }) => string;
    only: (values: { what: string }) => string;
    exportList: {
      csv: string;
      json: string;
    };
    refresh: string;
    team: {
      billing: (values: { team: string }) => string;
      usage: (values: { team: string }) => string;
      exportLedger: {
        csv: (values: { team: string }) => string;
        json: (values: { team: string }) => string;
      };
      thresholdDenied: string;
    };
    keywords: {
      newTeam: string;
      search: string;
      refresh: string;
      exportList: string;
      theme: string;
      language: string;
      accounts: string;
      signOut: string;
      signOutAll: string;
      help: string;
      diagnostics: string;
      storage: string;
      open: string;
      rename: string;
      topUp: string;
      members: string;
      invite: string;
      billing: string;
      usage: string;
      threshold: string;
      copyId: string;
      leave: string;
      delete: string;
    };
    showData: string;
  };
}
