// Made from ui/messages by `npm run words` in `ui`. Change it there.

use icu_plurals::PluralCategory;

use super::numbers::Numbers;
use super::{Spoken, Words};

impl Words {
    /// `{team} is low on credits`
    pub fn low_balance_title(self, team: &str) -> String {
        match self.language {
            Spoken::En => format!("{team} is low on credits"),
            Spoken::Ar => format!("رصيد \u{2068}{team}\u{2069} منخفض"),
            Spoken::De => format!("{team} hat wenig Guthaben"),
            Spoken::Es => format!("A {team} le queda poco saldo"),
            Spoken::Fr => format!("Le solde de {team} est bas"),
            Spoken::Ja => format!("{team} の残高が少なくなっています"),
        }
    }

    /// `{balance} left in {id}. The threshold is {threshold}.`
    pub fn low_balance_body(self, balance: &str, id: &str, threshold: &str) -> String {
        match self.language {
            Spoken::En => format!("{balance} left in {id}. The threshold is {threshold}."),
            Spoken::Ar => format!("بقي \u{2068}{balance}\u{2069} في \u{2068}{id}\u{2069}. الحد هو \u{2068}{threshold}\u{2069}."),
            Spoken::De => format!("Noch {balance} in {id}. Die Warnschwelle ist {threshold}."),
            Spoken::Es => format!("Quedan {balance} en {id}. El umbral es {threshold}."),
            Spoken::Fr => format!("Il reste {balance} dans {id}. Le seuil est de {threshold}."),
            Spoken::Ja => format!("{id} の残高は {balance} です。しきい値は {threshold} です。"),
        }
    }

    /// `{n, plural, one {# team is low on credits} other {# teams are low on credits}}`
    pub fn low_balance_title_many(self, n: u32) -> String {
        match self.language {
            Spoken::En => match self.form(n) { PluralCategory::One => format!("{} team is low on credits", self.count(n)), _ => format!("{} teams are low on credits", self.count(n)) },
            Spoken::Ar => match self.form(n) { PluralCategory::Zero => "لا فرق برصيد منخفض".to_owned(), PluralCategory::One => format!("رصيد فريق واحد (\u{2068}{}\u{2069}) منخفض", self.count(n)), PluralCategory::Two => format!("رصيد فريقين (\u{2068}{}\u{2069}) منخفض", self.count(n)), PluralCategory::Few => format!("رصيد \u{2068}{}\u{2069} فرق منخفض", self.count(n)), PluralCategory::Many => format!("رصيد \u{2068}{}\u{2069} فريقًا منخفض", self.count(n)), _ => format!("رصيد \u{2068}{}\u{2069} فريق منخفض", self.count(n)) },
            Spoken::De => match self.form(n) { PluralCategory::One => format!("{} Team hat wenig Guthaben", self.count(n)), _ => format!("{} Teams haben wenig Guthaben", self.count(n)) },
            Spoken::Es => match self.form(n) { PluralCategory::One => format!("A {} equipo le queda poco saldo", self.count(n)), PluralCategory::Many => format!("A {} de equipos les queda poco saldo", self.count(n)), _ => format!("A {} equipos les queda poco saldo", self.count(n)) },
            Spoken::Fr => match self.form(n) { PluralCategory::One => format!("Le solde de {} équipe est bas", self.count(n)), PluralCategory::Many => format!("Le solde de {} d’équipes est bas", self.count(n)), _ => format!("Le solde de {} équipes est bas", self.count(n)) },
            Spoken::Ja => format!("{} チームの残高が少なくなっています", self.count(n)),
        }
    }

    /// `{team}: {balance} left`
    pub fn low_balance_line(self, team: &str, balance: &str) -> String {
        match self.language {
            Spoken::En => format!("{team}: {balance} left"),
            Spoken::Ar => format!("\u{2068}{team}\u{2069}: بقي \u{2068}{balance}\u{2069}"),
            Spoken::De => format!("{team}: noch {balance}"),
            Spoken::Es => format!("{team}: quedan {balance}"),
            Spoken::Fr => format!("{team} : il reste {balance}"),
            Spoken::Ja => format!("{team}：残高 {balance}"),
        }
    }

    /// `and {n, number} more`
    pub fn low_balance_more(self, n: u32) -> String {
        match self.language {
            Spoken::En => format!("and {} more", self.count(n)),
            Spoken::Ar => format!("و\u{2068}{}\u{2069} أخرى", self.count(n)),
            Spoken::De => format!("und {} weitere", self.count(n)),
            Spoken::Es => format!("y {} más", self.count(n)),
            Spoken::Fr => format!("et {} de plus", self.count(n)),
            Spoken::Ja => format!("ほか {} 件", self.count(n)),
        }
    }

    /// `You are signed in`
    pub fn sign_in_done_title(self) -> String {
        match self.language {
            Spoken::En => "You are signed in".to_owned(),
            Spoken::Ar => "تم تسجيل الدخول".to_owned(),
            Spoken::De => "Die Anmeldung ist fertig".to_owned(),
            Spoken::Es => "Has iniciado sesión".to_owned(),
            Spoken::Fr => "Vous êtes connecté".to_owned(),
            Spoken::Ja => "サインインしました".to_owned(),
        }
    }

    /// `Go back to OLLM Teams.`
    pub fn sign_in_done_next(self) -> String {
        match self.language {
            Spoken::En => "Go back to OLLM Teams.".to_owned(),
            Spoken::Ar => "ارجع إلى OLLM Teams.".to_owned(),
            Spoken::De => "Weiter geht es in OLLM Teams.".to_owned(),
            Spoken::Es => "Vuelve a OLLM Teams.".to_owned(),
            Spoken::Fr => "Revenez à OLLM Teams.".to_owned(),
            Spoken::Ja => "OLLM Teams に戻ってください。".to_owned(),
        }
    }

    /// `The sign-in was stopped`
    pub fn sign_in_stopped_title(self) -> String {
        match self.language {
            Spoken::En => "The sign-in was stopped".to_owned(),
            Spoken::Ar => "أُوقف تسجيل الدخول".to_owned(),
            Spoken::De => "Die Anmeldung wurde abgebrochen".to_owned(),
            Spoken::Es => "El inicio de sesión se ha detenido".to_owned(),
            Spoken::Fr => "La connexion a été interrompue".to_owned(),
            Spoken::Ja => "サインインは中止されました".to_owned(),
        }
    }

    /// `You can close this page.`
    pub fn sign_in_stopped_next(self) -> String {
        match self.language {
            Spoken::En => "You can close this page.".to_owned(),
            Spoken::Ar => "يمكنك إغلاق هذه الصفحة.".to_owned(),
            Spoken::De => "Diese Seite kann geschlossen werden.".to_owned(),
            Spoken::Es => "Puedes cerrar esta página.".to_owned(),
            Spoken::Fr => "Vous pouvez fermer cette page.".to_owned(),
            Spoken::Ja => "このページは閉じてかまいません。".to_owned(),
        }
    }

    /// `You are not signed in`
    pub fn sign_in_failed_title(self) -> String {
        match self.language {
            Spoken::En => "You are not signed in".to_owned(),
            Spoken::Ar => "لم يتم تسجيل الدخول".to_owned(),
            Spoken::De => "Die Anmeldung hat nicht geklappt".to_owned(),
            Spoken::Es => "No has iniciado sesión".to_owned(),
            Spoken::Fr => "Vous n’êtes pas connecté".to_owned(),
            Spoken::Ja => "サインインしていません".to_owned(),
        }
    }

    /// `Access was denied. Go back to OLLM Teams.`
    pub fn sign_in_failed_denied(self) -> String {
        match self.language {
            Spoken::En => "Access was denied. Go back to OLLM Teams.".to_owned(),
            Spoken::Ar => "رُفض الوصول. ارجع إلى OLLM Teams.".to_owned(),
            Spoken::De => "Der Zugriff wurde abgelehnt. Weiter geht es in OLLM Teams.".to_owned(),
            Spoken::Es => "Se ha denegado el acceso. Vuelve a OLLM Teams.".to_owned(),
            Spoken::Fr => "L’accès a été refusé. Revenez à OLLM Teams.".to_owned(),
            Spoken::Ja => "アクセスが拒否されました。OLLM Teams に戻ってください。".to_owned(),
        }
    }

    /// `Something went wrong. Go back to OLLM Teams: it says what, and lets you try again.`
    pub fn sign_in_failed_next(self) -> String {
        match self.language {
            Spoken::En => "Something went wrong. Go back to OLLM Teams: it says what, and lets you try again.".to_owned(),
            Spoken::Ar => "حدث خطأ ما. ارجع إلى OLLM Teams: سيخبرك بما حدث ويتيح لك المحاولة مرة أخرى.".to_owned(),
            Spoken::De => "Etwas ist schiefgegangen. OLLM Teams sagt, was, und lässt es erneut versuchen.".to_owned(),
            Spoken::Es => "Algo ha ido mal. Vuelve a OLLM Teams: te dice qué ha pasado y te deja intentarlo de nuevo.".to_owned(),
            Spoken::Fr => "Un problème est survenu. Revenez à OLLM Teams : l’application dit lequel et permet de réessayer.".to_owned(),
            Spoken::Ja => "問題が発生しました。OLLM Teams に戻ると、その内容を確認して再試行できます。".to_owned(),
        }
    }

    /// `The window stays empty`
    pub fn safe_mode_title(self) -> String {
        match self.language {
            Spoken::En => "The window stays empty".to_owned(),
            Spoken::Ar => "النافذة لا تزال فارغة".to_owned(),
            Spoken::De => "Das Fenster bleibt leer".to_owned(),
            Spoken::Es => "La ventana sigue vacía".to_owned(),
            Spoken::Fr => "La fenêtre reste vide".to_owned(),
            Spoken::Ja => "ウィンドウに何も表示されません".to_owned(),
        }
    }

    /// `OLLM Teams has shown nothing for {seconds, number} seconds. A graphics driver can be the reason. In safe mode the app draws without it, until it is closed. Nothing is lost.`
    pub fn safe_mode_explain(self, seconds: u32) -> String {
        match self.language {
            Spoken::En => format!("OLLM Teams has shown nothing for {} seconds. A graphics driver can be the reason. In safe mode the app draws without it, until it is closed. Nothing is lost.", self.count(seconds)),
            Spoken::Ar => format!("لم يعرض OLLM Teams شيئًا منذ \u{2068}{}\u{2069} ثوانٍ. قد يكون السبب برنامج تشغيل الرسومات. في الوضع الآمن يرسم التطبيق من دونه حتى إغلاقه. لن يُفقد شيء.", self.count(seconds)),
            Spoken::De => format!("OLLM Teams zeigt seit {} Sekunden nichts an. Ein Grafiktreiber kann der Grund sein. Im abgesicherten Modus zeichnet die App ohne ihn, bis sie geschlossen wird. Nichts geht verloren.", self.count(seconds)),
            Spoken::Es => format!("OLLM Teams lleva {} segundos sin mostrar nada. El motivo puede ser un controlador gráfico. En modo seguro, la aplicación dibuja sin él hasta que se cierra. No se pierde nada.", self.count(seconds)),
            Spoken::Fr => format!("OLLM Teams n’affiche rien depuis {} secondes. Un pilote graphique peut en être la cause. En mode sans échec, l’application dessine sans lui, jusqu’à sa fermeture. Rien n’est perdu.", self.count(seconds)),
            Spoken::Ja => format!("OLLM Teams は {} 秒間何も表示していません。グラフィックドライバーが原因の可能性があります。セーフモードでは、アプリを閉じるまでドライバーを使わずに描画します。失われるものはありません。", self.count(seconds)),
        }
    }

    /// `Restart in safe mode`
    pub fn safe_mode_restart(self) -> String {
        match self.language {
            Spoken::En => "Restart in safe mode".to_owned(),
            Spoken::Ar => "إعادة التشغيل في الوضع الآمن".to_owned(),
            Spoken::De => "Im abgesicherten Modus neu starten".to_owned(),
            Spoken::Es => "Reiniciar en modo seguro".to_owned(),
            Spoken::Fr => "Redémarrer en mode sans échec".to_owned(),
            Spoken::Ja => "セーフモードで再起動".to_owned(),
        }
    }

    /// `Keep waiting`
    pub fn safe_mode_wait(self) -> String {
        match self.language {
            Spoken::En => "Keep waiting".to_owned(),
            Spoken::Ar => "متابعة الانتظار".to_owned(),
            Spoken::De => "Weiter warten".to_owned(),
            Spoken::Es => "Seguir esperando".to_owned(),
            Spoken::Fr => "Continuer d’attendre".to_owned(),
            Spoken::Ja => "このまま待つ".to_owned(),
        }
    }

    /// `Total: {amount}`
    pub fn tray_total(self, amount: &str) -> String {
        match self.language {
            Spoken::En => format!("Total: {amount}"),
            Spoken::Ar => format!("الإجمالي: \u{2068}{amount}\u{2069}"),
            Spoken::De => format!("Summe: {amount}"),
            Spoken::Es => format!("Total: {amount}"),
            Spoken::Fr => format!("Total : {amount}"),
            Spoken::Ja => format!("合計: {amount}"),
        }
    }

    /// `Lowest: {team}, {amount}`
    pub fn tray_lowest(self, team: &str, amount: &str) -> String {
        match self.language {
            Spoken::En => format!("Lowest: {team}, {amount}"),
            Spoken::Ar => format!("أدنى رصيد: \u{2068}{team}\u{2069}، \u{2068}{amount}\u{2069}"),
            Spoken::De => format!("Niedrigstes Guthaben: {team}, {amount}"),
            Spoken::Es => format!("Saldo más bajo: {team}, {amount}"),
            Spoken::Fr => format!("Solde le plus bas : {team}, {amount}"),
            Spoken::Ja => format!("最も少ない残高: {team}、{amount}"),
        }
    }

    /// `Open OLLM Teams`
    pub fn tray_open(self) -> String {
        match self.language {
            Spoken::En => "Open OLLM Teams".to_owned(),
            Spoken::Ar => "فتح OLLM Teams".to_owned(),
            Spoken::De => "OLLM Teams öffnen".to_owned(),
            Spoken::Es => "Abrir OLLM Teams".to_owned(),
            Spoken::Fr => "Ouvrir OLLM Teams".to_owned(),
            Spoken::Ja => "OLLM Teams を開く".to_owned(),
        }
    }

    /// `Quit`
    pub fn tray_quit(self) -> String {
        match self.language {
            Spoken::En => "Quit".to_owned(),
            Spoken::Ar => "إنهاء".to_owned(),
            Spoken::De => "Beenden".to_owned(),
            Spoken::Es => "Salir".to_owned(),
            Spoken::Fr => "Quitter".to_owned(),
            Spoken::Ja => "終了".to_owned(),
        }
    }

    /// `About OLLM Teams`
    pub fn menu_about(self) -> String {
        match self.language {
            Spoken::En => "About OLLM Teams".to_owned(),
            Spoken::Ar => "حول OLLM Teams".to_owned(),
            Spoken::De => "Über OLLM Teams".to_owned(),
            Spoken::Es => "Acerca de OLLM Teams".to_owned(),
            Spoken::Fr => "À propos de OLLM Teams".to_owned(),
            Spoken::Ja => "OLLM Teams について".to_owned(),
        }
    }

    /// `Services`
    pub fn menu_services(self) -> String {
        match self.language {
            Spoken::En => "Services".to_owned(),
            Spoken::Ar => "الخدمات".to_owned(),
            Spoken::De => "Dienste".to_owned(),
            Spoken::Es => "Servicios".to_owned(),
            Spoken::Fr => "Services".to_owned(),
            Spoken::Ja => "サービス".to_owned(),
        }
    }

    /// `Hide OLLM Teams`
    pub fn menu_hide(self) -> String {
        match self.language {
            Spoken::En => "Hide OLLM Teams".to_owned(),
            Spoken::Ar => "إخفاء OLLM Teams".to_owned(),
            Spoken::De => "OLLM Teams ausblenden".to_owned(),
            Spoken::Es => "Ocultar OLLM Teams".to_owned(),
            Spoken::Fr => "Masquer OLLM Teams".to_owned(),
            Spoken::Ja => "OLLM Teams を隠す".to_owned(),
        }
    }

    /// `Hide Others`
    pub fn menu_hide_others(self) -> String {
        match self.language {
            Spoken::En => "Hide Others".to_owned(),
            Spoken::Ar => "إخفاء الآخرين".to_owned(),
            Spoken::De => "Andere ausblenden".to_owned(),
            Spoken::Es => "Ocultar otros".to_owned(),
            Spoken::Fr => "Masquer les autres".to_owned(),
            Spoken::Ja => "ほかを隠す".to_owned(),
        }
    }

    /// `Show All`
    pub fn menu_show_all(self) -> String {
        match self.language {
            Spoken::En => "Show All".to_owned(),
            Spoken::Ar => "إظهار الكل".to_owned(),
            Spoken::De => "Alle einblenden".to_owned(),
            Spoken::Es => "Mostrar todo".to_owned(),
            Spoken::Fr => "Tout afficher".to_owned(),
            Spoken::Ja => "すべてを表示".to_owned(),
        }
    }

    /// `Quit OLLM Teams`
    pub fn menu_quit(self) -> String {
        match self.language {
            Spoken::En => "Quit OLLM Teams".to_owned(),
            Spoken::Ar => "إنهاء OLLM Teams".to_owned(),
            Spoken::De => "OLLM Teams beenden".to_owned(),
            Spoken::Es => "Salir de OLLM Teams".to_owned(),
            Spoken::Fr => "Quitter OLLM Teams".to_owned(),
            Spoken::Ja => "OLLM Teams を終了".to_owned(),
        }
    }

    /// `Edit`
    pub fn menu_edit(self) -> String {
        match self.language {
            Spoken::En => "Edit".to_owned(),
            Spoken::Ar => "تحرير".to_owned(),
            Spoken::De => "Bearbeiten".to_owned(),
            Spoken::Es => "Edición".to_owned(),
            Spoken::Fr => "Édition".to_owned(),
            Spoken::Ja => "編集".to_owned(),
        }
    }

    /// `Undo`
    pub fn menu_undo(self) -> String {
        match self.language {
            Spoken::En => "Undo".to_owned(),
            Spoken::Ar => "تراجع".to_owned(),
            Spoken::De => "Widerrufen".to_owned(),
            Spoken::Es => "Deshacer".to_owned(),
            Spoken::Fr => "Annuler".to_owned(),
            Spoken::Ja => "取り消す".to_owned(),
        }
    }

    /// `Redo`
    pub fn menu_redo(self) -> String {
        match self.language {
            Spoken::En => "Redo".to_owned(),
            Spoken::Ar => "إعادة".to_owned(),
            Spoken::De => "Wiederholen".to_owned(),
            Spoken::Es => "Rehacer".to_owned(),
            Spoken::Fr => "Rétablir".to_owned(),
            Spoken::Ja => "やり直す".to_owned(),
        }
    }

    /// `Cut`
    pub fn menu_cut(self) -> String {
        match self.language {
            Spoken::En => "Cut".to_owned(),
            Spoken::Ar => "قص".to_owned(),
            Spoken::De => "Ausschneiden".to_owned(),
            Spoken::Es => "Cortar".to_owned(),
            Spoken::Fr => "Couper".to_owned(),
            Spoken::Ja => "カット".to_owned(),
        }
    }

    /// `Copy`
    pub fn menu_copy(self) -> String {
        match self.language {
            Spoken::En => "Copy".to_owned(),
            Spoken::Ar => "نسخ".to_owned(),
            Spoken::De => "Kopieren".to_owned(),
            Spoken::Es => "Copiar".to_owned(),
            Spoken::Fr => "Copier".to_owned(),
            Spoken::Ja => "コピー".to_owned(),
        }
    }

    /// `Paste`
    pub fn menu_paste(self) -> String {
        match self.language {
            Spoken::En => "Paste".to_owned(),
            Spoken::Ar => "لصق".to_owned(),
            Spoken::De => "Einsetzen".to_owned(),
            Spoken::Es => "Pegar".to_owned(),
            Spoken::Fr => "Coller".to_owned(),
            Spoken::Ja => "ペースト".to_owned(),
        }
    }

    /// `Select All`
    pub fn menu_select_all(self) -> String {
        match self.language {
            Spoken::En => "Select All".to_owned(),
            Spoken::Ar => "تحديد الكل".to_owned(),
            Spoken::De => "Alles auswählen".to_owned(),
            Spoken::Es => "Seleccionar todo".to_owned(),
            Spoken::Fr => "Tout sélectionner".to_owned(),
            Spoken::Ja => "すべてを選択".to_owned(),
        }
    }

    /// `Window`
    pub fn menu_window(self) -> String {
        match self.language {
            Spoken::En => "Window".to_owned(),
            Spoken::Ar => "نافذة".to_owned(),
            Spoken::De => "Fenster".to_owned(),
            Spoken::Es => "Ventana".to_owned(),
            Spoken::Fr => "Fenêtre".to_owned(),
            Spoken::Ja => "ウインドウ".to_owned(),
        }
    }

    /// `Minimize`
    pub fn menu_minimize(self) -> String {
        match self.language {
            Spoken::En => "Minimize".to_owned(),
            Spoken::Ar => "تصغير".to_owned(),
            Spoken::De => "Im Dock ablegen".to_owned(),
            Spoken::Es => "Minimizar".to_owned(),
            Spoken::Fr => "Placer dans le Dock".to_owned(),
            Spoken::Ja => "しまう".to_owned(),
        }
    }

    /// `Zoom`
    pub fn menu_zoom(self) -> String {
        match self.language {
            Spoken::En => "Zoom".to_owned(),
            Spoken::Ar => "تكبير/تصغير".to_owned(),
            Spoken::De => "Zoomen".to_owned(),
            Spoken::Es => "Zoom".to_owned(),
            Spoken::Fr => "Réduire/agrandir".to_owned(),
            Spoken::Ja => "拡大/縮小".to_owned(),
        }
    }

    /// `Enter Full Screen`
    pub fn menu_full_screen(self) -> String {
        match self.language {
            Spoken::En => "Enter Full Screen".to_owned(),
            Spoken::Ar => "ملء الشاشة".to_owned(),
            Spoken::De => "Vollbildmodus".to_owned(),
            Spoken::Es => "Pantalla completa".to_owned(),
            Spoken::Fr => "Plein écran".to_owned(),
            Spoken::Ja => "フルスクリーンにする".to_owned(),
        }
    }

    /// `Close Window`
    pub fn menu_close(self) -> String {
        match self.language {
            Spoken::En => "Close Window".to_owned(),
            Spoken::Ar => "إغلاق النافذة".to_owned(),
            Spoken::De => "Fenster schließen".to_owned(),
            Spoken::Es => "Cerrar ventana".to_owned(),
            Spoken::Fr => "Fermer la fenêtre".to_owned(),
            Spoken::Ja => "ウインドウを閉じる".to_owned(),
        }
    }
}

/// How a language writes numbers and dollars.
pub(super) const fn numbers(language: Spoken) -> Numbers {
    match language {
        Spoken::En => Numbers {
            decimal: ".",
            group: ",",
            grouped_from: 4,
            dollars: ("$", ""),
            debt: ("-$", ""),
            isolate: ("", ""),
        },
        Spoken::Ar => Numbers {
            decimal: ".",
            group: ",",
            grouped_from: 4,
            dollars: ("", "\u{a0}US$"),
            debt: ("-", "\u{a0}US$"),
            isolate: ("\u{2066}", "\u{2069}"),
        },
        Spoken::De => Numbers {
            decimal: ",",
            group: ".",
            grouped_from: 4,
            dollars: ("", "\u{a0}$"),
            debt: ("-", "\u{a0}$"),
            isolate: ("", ""),
        },
        Spoken::Es => Numbers {
            decimal: ",",
            group: ".",
            grouped_from: 5,
            dollars: ("", "\u{a0}$"),
            debt: ("-", "\u{a0}$"),
            isolate: ("", ""),
        },
        Spoken::Fr => Numbers {
            decimal: ",",
            group: "\u{202f}",
            grouped_from: 4,
            dollars: ("", "\u{a0}$"),
            debt: ("-", "\u{a0}$"),
            isolate: ("", ""),
        },
        Spoken::Ja => Numbers {
            decimal: ".",
            group: ",",
            grouped_from: 4,
            dollars: ("$", ""),
            debt: ("-$", ""),
            isolate: ("", ""),
        },
    }
}
