<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="da" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About</source>
        <translation>Om</translation>
    </message>
    <message>
        <source>For research labelling, not for diagnosis.</source>
        <translation>Til mærkning i forskning, ikke til diagnostik.</translation>
    </message>
    <message>
        <source>Gemma is provided under and subject to the Gemma Terms of Use.</source>
        <translation>Gemma stilles til rådighed under og er omfattet af Gemma Terms of Use.</translation>
    </message>
    <message>
        <source>Model: {0} ({1})</source>
        <translation>Model: {0} ({1})</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>Models and licences</source>
        <translation>Modeller og licenser</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modeller</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Licenser</translation>
    </message>
    <message>
        <source>No model has suggested anything in this project yet.</source>
        <translation>Ingen model har foreslået noget i projektet endnu.</translation>
    </message>
    <message>
        <source>Adapter: {0}</source>
        <translation>Adapter: {0}</translation>
    </message>
    <message>
        <source>Prompt: {0}</source>
        <translation>Prompt: {0}</translation>
    </message>
    <message>
        <source>This program: Apache-2.0.</source>
        <translation>Dette program: Apache-2.0.</translation>
    </message>
    <message>
        <source>It stands on these libraries, each under its own licence:</source>
        <translation>Det bygger på disse biblioteker, hvert under sin egen licens:</translation>
    </message>
</context>
<context>
    <name>AdapterDecision</name>
    <message>
        <source>Say who decides this: the name stands in the history.</source>
        <translation>Angiv, hvem der beslutter dette: navnet står i historikken.</translation>
    </message>
    <message>
        <source>Say in a sentence why, in spite of the doubts above.</source>
        <translation>Skriv i en sætning hvorfor, trods forbeholdene ovenfor.</translation>
    </message>
    <message>
        <source>&amp;Why, in spite of the doubts</source>
        <translation>&amp;Hvorfor, trods forbeholdene</translation>
    </message>
    <message>
        <source>&amp;Why (may stay empty)</source>
        <translation>&amp;Hvorfor (må være tomt)</translation>
    </message>
    <message>
        <source>&amp;Your name</source>
        <translation>&amp;Dit navn</translation>
    </message>
</context>
<context>
    <name>AdaptersDialog</name>
    <message>
        <source>Adapters</source>
        <translation>Adaptere</translation>
    </message>
    <message>
        <source>Adapters of this project</source>
        <translation>Projektets adaptere</translation>
    </message>
    <message>
        <source>What was decided, newest first</source>
        <translation>Hvad der er besluttet, det nyeste først</translation>
    </message>
    <message>
        <source>&amp;Look at it…</source>
        <translation>&amp;Se på den…</translation>
    </message>
    <message>
        <source>This adapter against the one before it</source>
        <translation>Denne adapter over for den forrige</translation>
    </message>
    <message>
        <source>&amp;Promote…</source>
        <translation>&amp;Tag i brug…</translation>
    </message>
    <message>
        <source>Let this adapter suggest from now on</source>
        <translation>Lad denne adapter foreslå fra nu af</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Eksportér…</translation>
    </message>
    <message>
        <source>Write this adapter into a file for another hospital</source>
        <translation>Skriv denne adapter i en fil til et andet hospital</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importér…</translation>
    </message>
    <message>
        <source>Take in the file of an adapter from elsewhere</source>
        <translation>Hent filen med en adapter fra et andet sted</translation>
    </message>
    <message>
        <source>&amp;Roll back…</source>
        <translation>&amp;Rul tilbage…</translation>
    </message>
    <message>
        <source>Let the adapter that suggested before suggest again</source>
        <translation>Lad den adapter, der foreslog før, foreslå igen</translation>
    </message>
    <message>
        <source>{0} suggests now.</source>
        <translation>{0} foreslår nu.</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Where it is from</source>
        <translation>Oprindelse</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tilstand</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Hvornår</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Hvem</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Hvad</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Hvorfor</translation>
    </message>
    <message>
        <source>trained here</source>
        <translation>trænet her</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importeret</translation>
    </message>
    <message>
        <source>came with the program</source>
        <translation>fulgte med programmet</translation>
    </message>
    <message>
        <source>suggests now</source>
        <translation>foreslår nu</translation>
    </message>
    <message>
        <source>promoted {0}</source>
        <translation>taget i brug {0}</translation>
    </message>
    <message>
        <source>rolled back to {0}</source>
        <translation>rullet tilbage til {0}</translation>
    </message>
    <message>
        <source>imported {0}</source>
        <translation>importeret {0}</translation>
    </message>
    <message>
        <source>the one that came with the program</source>
        <translation>den, der fulgte med programmet</translation>
    </message>
    <message>
        <source>What was decided</source>
        <translation>Hvad der er besluttet</translation>
    </message>
    <message>
        <source>An adapter was made from patient data: treat its file as you treat the reports it learned from.</source>
        <translation>En adapter er lavet af patientdata: behandl dens fil, som du behandler de svar, den har lært af.</translation>
    </message>
</context>
<context>
    <name>Adapting</name>
    <message>
        <source>{0} suggests from now on, for everybody who works on this project.</source>
        <translation>{0} foreslår fra nu af, for alle, der arbejder i projektet.</translation>
    </message>
    <message>
        <source>What was corrected stays. One step leads back, at any time.</source>
        <translation>Det, der er rettet, bevares. Ét trin fører tilbage når som helst.</translation>
    </message>
    <message>
        <source>Promote an adapter</source>
        <translation>Tag en adapter i brug</translation>
    </message>
    <message>
        <source>Promote</source>
        <translation>Tag i brug</translation>
    </message>
    <message>
        <source>The adapter is loaded and tried; this takes some seconds…</source>
        <translation>Adapteren indlæses og afprøves; det tager nogle sekunder…</translation>
    </message>
    <message>
        <source>{0} suggests from now on.</source>
        <translation>{0} foreslår fra nu af.</translation>
    </message>
    <message>
        <source>Export an adapter</source>
        <translation>Eksportér en adapter</translation>
    </message>
    <message>
        <source>{0} was written. It was made from patient data.</source>
        <translation>{0} er skrevet. Den er lavet af patientdata.</translation>
    </message>
    <message>
        <source>Import an adapter</source>
        <translation>Importér en adapter</translation>
    </message>
    <message>
        <source>Comparing the two adapters…</source>
        <translation>Sammenligner de to adaptere…</translation>
    </message>
    <message>
        <source>No other adapter was active before: there is nothing to go back to.</source>
        <translation>Ingen anden adapter har været i brug før: der er intet at gå tilbage til.</translation>
    </message>
    <message>
        <source>{0} suggests again, in place of {1}.</source>
        <translation>{0} foreslår igen i stedet for {1}.</translation>
    </message>
    <message>
        <source>What was corrected stays, and {0} stays in the list of adapters.</source>
        <translation>Det, der er rettet, bevares, og {0} bliver på listen over adaptere.</translation>
    </message>
    <message>
        <source>Roll back the adapter</source>
        <translation>Rul adapteren tilbage</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Rul tilbage</translation>
    </message>
    <message>
        <source>{0} suggests again.</source>
        <translation>{0} foreslår igen.</translation>
    </message>
    <message>
        <source>{0} was imported; it suggests once it is promoted.</source>
        <translation>{0} er importeret; den foreslår, når den er taget i brug.</translation>
    </message>
    <message>
        <source>This could not be done.</source>
        <translation>Det lykkedes ikke.</translation>
    </message>
</context>
<context>
    <name>AfterPage</name>
    <message>
        <source>The old adapter and the new one, by finding: old → new</source>
        <translation>Den gamle og den nye adapter, pr. fund: gammel → ny</translation>
    </message>
    <message>
        <source>Newly wrong</source>
        <translation>Nye fejl</translation>
    </message>
    <message>
        <source>Newly right</source>
        <translation>Nyt rigtigt</translation>
    </message>
    <message>
        <source>&amp;Keep the old one</source>
        <translation>&amp;Behold den gamle</translation>
    </message>
    <message>
        <source>Nothing changes; the new adapter stays in the list of adapters</source>
        <translation>Intet ændres; den nye adapter bliver på listen over adaptere</translation>
    </message>
    <message>
        <source>&amp;Promote…</source>
        <translation>&amp;Tag i brug…</translation>
    </message>
    <message>
        <source>Let the new adapter suggest from now on</source>
        <translation>Lad den nye adapter foreslå fra nu af</translation>
    </message>
    <message>
        <source>⚑ is guarded, because it is rare or marked so: it may hardly lose sensitivity.</source>
        <translation>⚑ er beskyttet, fordi det er sjældent eller markeret sådan: det må næsten ikke miste sensitivitet.</translation>
    </message>
    <message>
        <source>No training has ended yet</source>
        <translation>Ingen træning er afsluttet endnu</translation>
    </message>
    <message>
        <source>Comparing the two adapters…</source>
        <translation>Sammenligner de to adaptere…</translation>
    </message>
    <message>
        <source>Newly wrong: {0}</source>
        <translation>Nye fejl: {0}</translation>
    </message>
    <message>
        <source>Newly right: {0}</source>
        <translation>Nyt rigtigt: {0}</translation>
    </message>
    <message>
        <source>Enter or a double click opens the report</source>
        <translation>Enter eller dobbeltklik åbner svaret</translation>
    </message>
</context>
<context>
    <name>Around</name>
    <message>
        <source>No model is installed; everything but suggesting works.</source>
        <translation>Der er ikke installeret en model; alt undtagen forslag virker.</translation>
    </message>
    <message>
        <source>Recent &amp;projects</source>
        <translation>Seneste &amp;projekter</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Try again</source>
        <translation>Prøv igen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Luk</translation>
    </message>
</context>
<context>
    <name>BeforePage</name>
    <message>
        <source>Labels that are learned from, by finding and class</source>
        <translation>Mærker, der læres af, pr. fund og klasse</translation>
    </message>
    <message>
        <source>Labels that are learned from, by how they came</source>
        <translation>Mærker, der læres af, efter hvordan de kom</translation>
    </message>
    <message>
        <source>What is left out, and why</source>
        <translation>Hvad der er udeladt, og hvorfor</translation>
    </message>
    <message>
        <source>T&amp;rain</source>
        <translation>T&amp;ræn</translation>
    </message>
    <message>
        <source>Start the training; you can go on reading meanwhile</source>
        <translation>Start træningen; du kan bedømme videre imens</translation>
    </message>
    <message>
        <source>Looking at the corrections…</source>
        <translation>Ser på rettelserne…</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>Hvordan det kom</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Mærker</translation>
    </message>
    <message>
        <source>Each counts</source>
        <translation>Hvert tæller</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Udeladt</translation>
    </message>
    <message>
        <source>Reports or labels</source>
        <translation>Svar eller mærker</translation>
    </message>
    <message>
        <source>How long it takes is being measured…</source>
        <translation>Det måles, hvor lang tid det tager…</translation>
    </message>
    <message>
        <source>How long it takes could not be measured.</source>
        <translation>Det kunne ikke måles, hvor lang tid det tager.</translation>
    </message>
    <message>
        <source>What it learns, by finding</source>
        <translation>Hvad den lærer, pr. fund</translation>
    </message>
    <message>
        <source>How these labels came, and what each counts</source>
        <translation>Hvordan disse mærker kom, og hvad hvert tæller</translation>
    </message>
</context>
<context>
    <name>ClassButton</name>
    <message>
        <source>{0}: set {1}</source>
        <translation>{0}: sæt {1}</translation>
    </message>
    <message>
        <source>{0} (key {1})</source>
        <translation>{0} (tast {1})</translation>
    </message>
    <message>
        <source>{0} (key {1} or {2})</source>
        <translation>{0} (tast {1} eller {2})</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Kommandopalet</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Skriv en kommando</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Fundne kommandoer</translation>
    </message>
    <message>
        <source>No command has these letters.</source>
        <translation>Ingen kommando har disse bogstaver.</translation>
    </message>
    <message>
        <source>Not now: {0}</source>
        <translation>Ikke nu: {0}</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Filer</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Rediger</translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation>&amp;Svar</translation>
    </message>
    <message>
        <source>F&amp;indings</source>
        <translation>F&amp;und</translation>
    </message>
    <message>
        <source>&amp;Suggest</source>
        <translation>F&amp;orslag</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Model</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>&amp;Billede</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Vis</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hjælp</translation>
    </message>
    <message>
        <source>This project is open for reading only.</source>
        <translation>Projektet er kun åbnet til læsning.</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Nyt projekt…</translation>
    </message>
    <message>
        <source>Make a project from files of reports, and open it in place of this one</source>
        <translation>Opret et projekt fra filer med svar, og åbn det i stedet for dette</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Åbn projekt…</translation>
    </message>
    <message>
        <source>Close this project and open another one</source>
        <translation>Luk dette projekt, og åbn et andet</translation>
    </message>
    <message>
        <source>Import reports…</source>
        <translation>Importér svar…</translation>
    </message>
    <message>
        <source>Read a file of reports and show what would come in</source>
        <translation>Læs en fil med svar, og vis, hvad der vil komme ind</translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation>Importér en mappe…</translation>
    </message>
    <message>
        <source>Read the files of reports in a folder and show what would come in</source>
        <translation>Læs filerne med svar i en mappe, og vis, hvad der vil komme ind</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Eksportér…</translation>
    </message>
    <message>
        <source>Write the reports and everything known of their labels into a file</source>
        <translation>Skriv svarene og alt, der vides om deres mærker, i en fil</translation>
    </message>
    <message>
        <source>Stop the export</source>
        <translation>Stop eksporten</translation>
    </message>
    <message>
        <source>Stop writing; nothing of the file is left</source>
        <translation>Stop skrivningen; intet af filen bliver tilbage</translation>
    </message>
    <message>
        <source>Who is reading?…</source>
        <translation>Hvem bedømmer?…</translation>
    </message>
    <message>
        <source>Change whose name stands beside the answers from now on</source>
        <translation>Skift navnet, der står ved valgene fra nu af</translation>
    </message>
    <message>
        <source>Saved at…</source>
        <translation>Gemt kl.…</translation>
    </message>
    <message>
        <source>Say when the last answer was saved; try again what was not</source>
        <translation>Vis, hvornår det seneste valg blev gemt; prøv igen med det, der ikke blev gemt</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Indstillinger…</translation>
    </message>
    <message>
        <source>Theme, font size and the reader&apos;s name</source>
        <translation>Tema, skriftstørrelse og bedømmerens navn</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Afslut</translation>
    </message>
    <message>
        <source>Close the window; everything saved stays saved</source>
        <translation>Luk vinduet; alt gemt forbliver gemt</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Fortryd</translation>
    </message>
    <message>
        <source>Take back the last action, across reports and restarts</source>
        <translation>Fortryd den seneste handling, også i andre svar og efter genstart</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Gentag</translation>
    </message>
    <message>
        <source>Bring back what was undone last</source>
        <translation>Gendan det, der senest blev fortrudt</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historik</translation>
    </message>
    <message>
        <source>Show the last actions of this project, newest first</source>
        <translation>Vis projektets seneste handlinger, de nyeste først</translation>
    </message>
    <message>
        <source>Undo or redo up to here</source>
        <translation>Fortryd eller gentag hertil</translation>
    </message>
    <message>
        <source>Undo back to this action of the history, or redo up to it</source>
        <translation>Fortryd tilbage til denne handling i historikken, eller gentag frem til den</translation>
    </message>
    <message>
        <source>Open the action&apos;s report</source>
        <translation>Åbn handlingens svar</translation>
    </message>
    <message>
        <source>Open the report of this action of the history</source>
        <translation>Åbn svaret til denne handling i historikken</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Kommandopalet…</translation>
    </message>
    <message>
        <source>Find any command by typing</source>
        <translation>Find en kommando ved at skrive</translation>
    </message>
    <message>
        <source>Commit, next</source>
        <translation>Godkend, næste</translation>
    </message>
    <message>
        <source>Confirm what stands and open the next report</source>
        <translation>Bekræft det, der står, og åbn det næste svar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tilbage</translation>
    </message>
    <message>
        <source>The report before this one</source>
        <translation>Svaret før dette</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Frem</translation>
    </message>
    <message>
        <source>The report after this one</source>
        <translation>Svaret efter dette</translation>
    </message>
    <message>
        <source>Next unread</source>
        <translation>Næste ulæste</translation>
    </message>
    <message>
        <source>The next unread report of the queue, behind this one</source>
        <translation>Køens næste ulæste svar efter dette</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Gå til…</translation>
    </message>
    <message>
        <source>Open a report by its number or its id</source>
        <translation>Åbn et svar ved dets nummer eller id</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Søg</translation>
    </message>
    <message>
        <source>Search all reports for words or an id</source>
        <translation>Søg i alle svar efter ord eller et id</translation>
    </message>
    <message>
        <source>Find in this report</source>
        <translation>Søg i dette svar</translation>
    </message>
    <message>
        <source>Search the open report</source>
        <translation>Søg i det åbne svar</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Find næste</translation>
    </message>
    <message>
        <source>The next place of the words in this report</source>
        <translation>Det næste sted i svaret med ordene</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Find forrige</translation>
    </message>
    <message>
        <source>The place of the words before this one</source>
        <translation>Det forrige sted i svaret med ordene</translation>
    </message>
    <message>
        <source>Mode: pre-filled</source>
        <translation>Tilstand: forudfyldt</translation>
    </message>
    <message>
        <source>Show suggestions with their evidence in the rows</source>
        <translation>Vis forslag med deres belæg i rækkerne</translation>
    </message>
    <message>
        <source>Mode: second reader</source>
        <translation>Tilstand: andenbedømmer</translation>
    </message>
    <message>
        <source>Show nothing before your own answer, then only the rows that differ</source>
        <translation>Vis intet før dit eget valg, derefter kun de rækker, der afviger</translation>
    </message>
    <message>
        <source>Mode: first read</source>
        <translation>Tilstand: førstebedømmelse</translation>
    </message>
    <message>
        <source>Show nothing before your own answer, then every row with the suggestion</source>
        <translation>Vis intet før dit eget valg, derefter alle rækker med forslaget</translation>
    </message>
    <message>
        <source>Share of first reads…</source>
        <translation>Andel af førstebedømmelser…</translation>
    </message>
    <message>
        <source>How many of the reports are drawn by chance and read without suggestions</source>
        <translation>Hvor mange af svarene der udtrækkes tilfældigt og bedømmes uden forslag</translation>
    </message>
    <message>
        <source>Earlier reports</source>
        <translation>Tidligere svar</translation>
    </message>
    <message>
        <source>Go to the earlier reports of this patient; Enter opens one beside</source>
        <translation>Gå til patientens tidligere svar; Enter åbner et ved siden af</translation>
    </message>
    <message>
        <source>All reports of this patient</source>
        <translation>Alle svar på denne patient</translation>
    </message>
    <message>
        <source>Show every report of this patient in the worklist</source>
        <translation>Vis alle patientens svar i arbejdslisten</translation>
    </message>
    <message>
        <source>Reading session…</source>
        <translation>Læsesession…</translation>
    </message>
    <message>
        <source>Plan a session, rare findings first; look at the one that is on</source>
        <translation>Planlæg en session med sjældne fund først; se på den, der er i gang</translation>
    </message>
    <message>
        <source>End the session</source>
        <translation>Afslut sessionen</translation>
    </message>
    <message>
        <source>End the reading session and show what came of it</source>
        <translation>Afslut læsesessionen, og vis, hvad der kom ud af den</translation>
    </message>
    <message>
        <source>Choose queue…</source>
        <translation>Vælg kø…</translation>
    </message>
    <message>
        <source>Choose which reports are shown and served next</source>
        <translation>Vælg, hvilke svar der vises og kommer som de næste</translation>
    </message>
    <message>
        <source>Save this search as a view…</source>
        <translation>Gem søgningen som visning…</translation>
    </message>
    <message>
        <source>Give what the worklist&apos;s box says a name, and keep it with the project</source>
        <translation>Giv det, der står i arbejdslistens felt, et navn, og gem det med projektet</translation>
    </message>
    <message>
        <source>Saved views…</source>
        <translation>Gemte visninger…</translation>
    </message>
    <message>
        <source>Use, rename or delete the saved views of this project</source>
        <translation>Brug, omdøb eller slet projektets gemte visninger</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Flag</translation>
    </message>
    <message>
        <source>Flag this report, or take the flag away</source>
        <translation>Sæt flag på svaret, eller fjern det</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>Kommentar…</translation>
    </message>
    <message>
        <source>Write a comment on this report, change it or take it away</source>
        <translation>Skriv en kommentar til svaret, ret den, eller fjern den</translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation>Spring over…</translation>
    </message>
    <message>
        <source>Skip this report and say why; open a skipped one again</source>
        <translation>Spring svaret over, og angiv hvorfor; åbn et oversprunget igen</translation>
    </message>
    <message>
        <source>All comments…</source>
        <translation>Alle kommentarer…</translation>
    </message>
    <message>
        <source>List the comments of this project and open their reports</source>
        <translation>Vis projektets kommentarer, og åbn deres svar</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>Næste række</translation>
    </message>
    <message>
        <source>One finding down</source>
        <translation>Et fund ned</translation>
    </message>
    <message>
        <source>Row before</source>
        <translation>Forrige række</translation>
    </message>
    <message>
        <source>One finding up</source>
        <translation>Et fund op</translation>
    </message>
    <message>
        <source>Next row that needs me</source>
        <translation>Næste række, der venter på mig</translation>
    </message>
    <message>
        <source>Go to the next row that waits for your key</source>
        <translation>Gå til den næste række, der venter på din tast</translation>
    </message>
    <message>
        <source>Rows that agree</source>
        <translation>Rækker med enighed</translation>
    </message>
    <message>
        <source>After a second reading: show or fold the rows that agree with the model</source>
        <translation>Efter en andenbedømmelse: vis eller skjul de rækker, hvor modellen er enig</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>Positiv</translation>
    </message>
    <message>
        <source>The report says it is there; go to the next row</source>
        <translation>Svaret siger, at det er der; gå til næste række</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Negativ</translation>
    </message>
    <message>
        <source>The report says it is not there; go to the next row</source>
        <translation>Svaret siger, at det ikke er der; gå til næste række</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Usikker</translation>
    </message>
    <message>
        <source>The report hedges; go to the next row</source>
        <translation>Svaret tager forbehold; gå til næste række</translation>
    </message>
    <message>
        <source>Not mentioned</source>
        <translation>Ikke nævnt</translation>
    </message>
    <message>
        <source>The report says nothing about it; go to the next row</source>
        <translation>Svaret siger intet om det; gå til næste række</translation>
    </message>
    <message>
        <source>Accept suggestion</source>
        <translation>Acceptér forslag</translation>
    </message>
    <message>
        <source>Accept this row&apos;s suggestion; go to the next row</source>
        <translation>Acceptér rækkens forslag; gå til næste række</translation>
    </message>
    <message>
        <source>I am not sure</source>
        <translation>Jeg er i tvivl</translation>
    </message>
    <message>
        <source>Mark that you are not sure about this row, apart from what the report says</source>
        <translation>Markér, at du selv er i tvivl om rækken, uanset hvad svaret siger</translation>
    </message>
    <message>
        <source>Next evidence</source>
        <translation>Næste belæg</translation>
    </message>
    <message>
        <source>Show the next place in the text that this row rests on</source>
        <translation>Vis det næste sted i teksten, som rækken bygger på</translation>
    </message>
    <message>
        <source>Mark as evidence</source>
        <translation>Markér som belæg</translation>
    </message>
    <message>
        <source>Mark the selected words as evidence, or take the mark at the caret away</source>
        <translation>Markér de valgte ord som belæg, eller fjern mærket ved markøren</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>Vejledning</translation>
    </message>
    <message>
        <source>Show or hide what the taxonomy says about this finding</source>
        <translation>Vis eller skjul, hvad taksonomien siger om fundet</translation>
    </message>
    <message>
        <source>Edit guideline…</source>
        <translation>Ret vejledning…</translation>
    </message>
    <message>
        <source>Write what this project does with hard cases of this finding</source>
        <translation>Skriv, hvad projektet gør i svære tilfælde af dette fund</translation>
    </message>
    <message>
        <source>Suggest where nothing is suggested</source>
        <translation>Foreslå, hvor der mangler forslag</translation>
    </message>
    <message>
        <source>Let the model read all reports without a suggestion, in the background</source>
        <translation>Lad modellen læse alle svar uden forslag i baggrunden</translation>
    </message>
    <message>
        <source>Suggest for this report</source>
        <translation>Foreslå til dette svar</translation>
    </message>
    <message>
        <source>Let the model read the open report again</source>
        <translation>Lad modellen læse det åbne svar igen</translation>
    </message>
    <message>
        <source>Suggest as in its like</source>
        <translation>Foreslå som i dets lige</translation>
    </message>
    <message>
        <source>Suggest what stands in the report that this one reads like, to all unread ones alike</source>
        <translation>Foreslå det, der står i det svar, som dette ligner, til alle ulæste, der ligner</translation>
    </message>
    <message>
        <source>Stop suggesting</source>
        <translation>Stop forslag</translation>
    </message>
    <message>
        <source>Stop; what was suggested is kept</source>
        <translation>Stop; det, der er foreslået, bevares</translation>
    </message>
    <message>
        <source>Train…</source>
        <translation>Træn…</translation>
    </message>
    <message>
        <source>Let an adapter learn from the corrections; what it will do is shown first</source>
        <translation>Lad en adapter lære af rettelserne; først vises, hvad der vil ske</translation>
    </message>
    <message>
        <source>Adapters…</source>
        <translation>Adaptere…</translation>
    </message>
    <message>
        <source>Which adapter suggests and how it came to; out to a file, in from one</source>
        <translation>Hvilken adapter der foreslår, og hvorfor; til en fil og fra en fil</translation>
    </message>
    <message>
        <source>Roll back the adapter…</source>
        <translation>Rul adapteren tilbage…</translation>
    </message>
    <message>
        <source>Let the adapter that suggested before suggest again</source>
        <translation>Lad den adapter, der foreslog før, foreslå igen</translation>
    </message>
    <message>
        <source>Progress…</source>
        <translation>Fremskridt…</translation>
    </message>
    <message>
        <source>Today, time per report, counts and agreement, as charts and tables</source>
        <translation>I dag, tid pr. svar, antal og enighed, som diagrammer og tabeller</translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation>Næste panel</translation>
    </message>
    <message>
        <source>Move the keyboard to the next panel</source>
        <translation>Flyt tastaturet til næste panel</translation>
    </message>
    <message>
        <source>Go to findings</source>
        <translation>Gå til fund</translation>
    </message>
    <message>
        <source>Move the keyboard to the findings</source>
        <translation>Flyt tastaturet til fundene</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Fuld skærm</translation>
    </message>
    <message>
        <source>Use the whole screen, or a window again</source>
        <translation>Brug hele skærmen, eller et vindue igen</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Større tekst</translation>
    </message>
    <message>
        <source>All text and controls 10 % larger, up to 200 %</source>
        <translation>Al tekst og alle knapper 10 % større, op til 200 %</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Mindre tekst</translation>
    </message>
    <message>
        <source>All text and controls 10 % smaller, down to 100 %</source>
        <translation>Al tekst og alle knapper 10 % mindre, ned til 100 %</translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation>Mørkt eller lyst</translation>
    </message>
    <message>
        <source>Change between the dark and the light theme</source>
        <translation>Skift mellem det mørke og det lyse tema</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Taster</translation>
    </message>
    <message>
        <source>Show what every key does</source>
        <translation>Vis, hvad hver tast gør</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Om</translation>
    </message>
    <message>
        <source>Version, licences and what this program is for</source>
        <translation>Version, licenser og hvad programmet er til</translation>
    </message>
    <message>
        <source>Layout: text</source>
        <translation>Opstilling: tekst</translation>
    </message>
    <message>
        <source>The report&apos;s text without images</source>
        <translation>Svarets tekst uden billeder</translation>
    </message>
    <message>
        <source>Layout: text + image</source>
        <translation>Opstilling: tekst + billede</translation>
    </message>
    <message>
        <source>The report&apos;s text with its image</source>
        <translation>Svarets tekst med billedet</translation>
    </message>
    <message>
        <source>Layout: text + image + prior</source>
        <translation>Opstilling: tekst + billede + tidligere</translation>
    </message>
    <message>
        <source>The report&apos;s text, its image, and an earlier one of the patient</source>
        <translation>Svarets tekst, dets billede og et tidligere af patienten</translation>
    </message>
    <message>
        <source>Window of the file</source>
        <translation>Filens vindue</translation>
    </message>
    <message>
        <source>The window that the image opened with</source>
        <translation>Det vindue, billedet blev åbnet med</translation>
    </message>
    <message>
        <source>Next window of the file</source>
        <translation>Filens næste vindue</translation>
    </message>
    <message>
        <source>The other windows that the file brings, one after the other</source>
        <translation>De andre vinduer i filen, et efter et</translation>
    </message>
    <message>
        <source>Full range</source>
        <translation>Fuldt område</translation>
    </message>
    <message>
        <source>From the darkest to the brightest value of the image</source>
        <translation>Fra billedets mørkeste til dets lyseste værdi</translation>
    </message>
    <message>
        <source>Middle 98 %</source>
        <translation>Midterste 98 %</translation>
    </message>
    <message>
        <source>Without the darkest and the brightest hundredth of the pixels</source>
        <translation>Uden den mørkeste og den lyseste hundrededel af pixlerne</translation>
    </message>
    <message>
        <source>Lung-like</source>
        <translation>Lungelignende</translation>
    </message>
    <message>
        <source>A window for the darker half: −600 / 1500 in a CT</source>
        <translation>Et vindue til den mørke halvdel: −600 / 1500 i en CT</translation>
    </message>
    <message>
        <source>Brighter</source>
        <translation>Lysere</translation>
    </message>
    <message>
        <source>Move the window&apos;s centre so that the image gets brighter</source>
        <translation>Flyt vinduets midte, så billedet bliver lysere</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>Mørkere</translation>
    </message>
    <message>
        <source>Move the window&apos;s centre so that the image gets darker</source>
        <translation>Flyt vinduets midte, så billedet bliver mørkere</translation>
    </message>
    <message>
        <source>Wider window</source>
        <translation>Bredere vindue</translation>
    </message>
    <message>
        <source>More values between black and white: less contrast</source>
        <translation>Flere værdier mellem sort og hvidt: mindre kontrast</translation>
    </message>
    <message>
        <source>Narrower window</source>
        <translation>Smallere vindue</translation>
    </message>
    <message>
        <source>Fewer values between black and white: more contrast</source>
        <translation>Færre værdier mellem sort og hvidt: mere kontrast</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Invertér</translation>
    </message>
    <message>
        <source>Change black and white round</source>
        <translation>Byt om på sort og hvidt</translation>
    </message>
    <message>
        <source>Flip left–right</source>
        <translation>Spejl venstre–højre</translation>
    </message>
    <message>
        <source>Change left and right round; the image says so</source>
        <translation>Byt om på venstre og højre; det står på billedet</translation>
    </message>
    <message>
        <source>Flip top–bottom</source>
        <translation>Spejl top–bund</translation>
    </message>
    <message>
        <source>Change top and bottom round; the image says so</source>
        <translation>Byt om på top og bund; det står på billedet</translation>
    </message>
    <message>
        <source>Rotate right</source>
        <translation>Rotér til højre</translation>
    </message>
    <message>
        <source>A quarter turn to the right; the image says so</source>
        <translation>En kvart omgang til højre; det står på billedet</translation>
    </message>
    <message>
        <source>Rotate left</source>
        <translation>Rotér til venstre</translation>
    </message>
    <message>
        <source>A quarter turn to the left; the image says so</source>
        <translation>En kvart omgang til venstre; det står på billedet</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Zoom ind</translation>
    </message>
    <message>
        <source>A quarter nearer</source>
        <translation>En fjerdedel nærmere</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zoom ud</translation>
    </message>
    <message>
        <source>A quarter farther</source>
        <translation>En fjerdedel længere væk</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>One pixel of the screen for one pixel of the image</source>
        <translation>Én pixel på skærmen for én pixel i billedet</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Tilpas</translation>
    </message>
    <message>
        <source>The whole image, as large as there is room</source>
        <translation>Hele billedet, så stort der er plads til</translation>
    </message>
    <message>
        <source>Look further left</source>
        <translation>Se længere til venstre</translation>
    </message>
    <message>
        <source>Move the view over the image to the left</source>
        <translation>Flyt udsnittet til venstre over billedet</translation>
    </message>
    <message>
        <source>Look further right</source>
        <translation>Se længere til højre</translation>
    </message>
    <message>
        <source>Move the view over the image to the right</source>
        <translation>Flyt udsnittet til højre over billedet</translation>
    </message>
    <message>
        <source>Look further up</source>
        <translation>Se længere op</translation>
    </message>
    <message>
        <source>Move the view over the image upwards</source>
        <translation>Flyt udsnittet opad over billedet</translation>
    </message>
    <message>
        <source>Look further down</source>
        <translation>Se længere ned</translation>
    </message>
    <message>
        <source>Move the view over the image downwards</source>
        <translation>Flyt udsnittet nedad over billedet</translation>
    </message>
    <message>
        <source>As it opened</source>
        <translation>Som ved åbningen</translation>
    </message>
    <message>
        <source>Take back window, zoom, flips and turns of this image</source>
        <translation>Nulstil billedets vindue, zoom, spejling og rotation</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Næste billede</translation>
    </message>
    <message>
        <source>The next image of this report</source>
        <translation>Svarets næste billede</translation>
    </message>
    <message>
        <source>Image before</source>
        <translation>Forrige billede</translation>
    </message>
    <message>
        <source>The image before this one</source>
        <translation>Billedet før dette</translation>
    </message>
    <message>
        <source>Older prior</source>
        <translation>Ældre undersøgelse</translation>
    </message>
    <message>
        <source>An earlier study of this patient beside the image</source>
        <translation>En tidligere undersøgelse af patienten ved siden af billedet</translation>
    </message>
    <message>
        <source>Newer prior</source>
        <translation>Nyere undersøgelse</translation>
    </message>
    <message>
        <source>A later one of the patient&apos;s earlier studies beside the image</source>
        <translation>En nyere af patientens tidligere undersøgelser ved siden af billedet</translation>
    </message>
    <message>
        <source>Same window for both</source>
        <translation>Samme vindue for begge</translation>
    </message>
    <message>
        <source>What is done to the window of one image is done to the prior&apos;s too</source>
        <translation>Det, der gøres ved vinduet i ét billede, gøres også ved det tidligere</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Overalt</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>Arbejdsliste</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Billede</translation>
    </message>
    <message>
        <source>Report text</source>
        <translation>Svarets tekst</translation>
    </message>
</context>
<context>
    <name>CommentList</name>
    <message>
        <source>Comments</source>
        <translation>Kommentarer</translation>
    </message>
    <message>
        <source>Filter by words, report or reader</source>
        <translation>Filtrér på ord, svar eller bedømmer</translation>
    </message>
    <message>
        <source>Filter comments</source>
        <translation>Filtrér kommentarer</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Bedømmer</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Hvornår</translation>
    </message>
    <message>
        <source>No report has a comment yet: C writes one on the open report.</source>
        <translation>Ingen svar har en kommentar endnu: C skriver en til det åbne svar.</translation>
    </message>
    <message>
        <source>{0} of {1}. Enter opens the report.</source>
        <translation>{0} af {1}. Enter åbner svaret.</translation>
    </message>
</context>
<context>
    <name>Committing</name>
    <message>
        <source>This report has only just appeared: read it, then commit.</source>
        <translation>Svaret er lige kommet frem: læs det, og godkend så.</translation>
    </message>
    <message>
        <source>{0} needs its own key first: {1}.</source>
        <translation>{0} skal først have sin egen tast: {1}.</translation>
    </message>
    <message>
        <source>No row is answered: commit once more to record every one as not mentioned.</source>
        <translation>Ingen række er besvaret: godkend én gang til for at notere alle som ikke nævnt.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>The disk is full: nothing was saved. Make room, then do it again.</source>
        <translation>Disken er fuld: intet blev gemt. Skaf plads, og prøv så igen.</translation>
    </message>
    <message>
        <source>The disk reported a fault: nothing was saved. Check the disk, then do it again.</source>
        <translation>Disken meldte en fejl: intet blev gemt. Undersøg disken, og prøv så igen.</translation>
    </message>
    <message>
        <source>Another program holds the project file: nothing was saved. Try again.</source>
        <translation>Et andet program holder projektfilen: intet blev gemt. Prøv igen.</translation>
    </message>
    <message>
        <source>The project file cannot be written: nothing was saved.</source>
        <translation>Der kan ikke skrives i projektfilen: intet blev gemt.</translation>
    </message>
    <message>
        <source>The project file or a file beside it cannot be opened.</source>
        <translation>Projektfilen eller en fil ved siden af den kan ikke åbnes.</translation>
    </message>
    <message>
        <source>The memory is full: nothing was saved. Close programs, then do it again.</source>
        <translation>Hukommelsen er fuld: intet blev gemt. Luk programmer, og prøv så igen.</translation>
    </message>
    <message>
        <source>The project file is damaged. Work on with a backup, and keep this file for repair.</source>
        <translation>Projektfilen er beskadiget. Arbejd videre med en sikkerhedskopi, og behold denne fil til reparation.</translation>
    </message>
    <message>
        <source>This file is not a project, or its beginning is damaged.</source>
        <translation>Filen er ikke et projekt, eller dens begyndelse er beskadiget.</translation>
    </message>
    <message>
        <source>The project cannot be made here. {a}</source>
        <translation>Projektet kan ikke laves her. {a}</translation>
    </message>
    <message>
        <source>The project cannot be made here: the folder cannot be written.</source>
        <translation>Projektet kan ikke laves her: der kan ikke skrives i mappen.</translation>
    </message>
    <message>
        <source>There is no project “{0}” in this folder.</source>
        <translation>Der er intet projekt »{0}« i denne mappe.</translation>
    </message>
    <message>
        <source>The project was opened for reading only.</source>
        <translation>Projektet er kun åbnet til læsning.</translation>
    </message>
    <message>
        <source>Its folder does not exist.</source>
        <translation>Mappen findes ikke.</translation>
    </message>
    <message>
        <source>The file or its folder is write-protected, so the project can only be read.</source>
        <translation>Filen eller dens mappe er skrivebeskyttet, så projektet kan kun læses.</translation>
    </message>
    <message>
        <source>Projects on a network share can only be read; copy the project to a disk of this computer.</source>
        <translation>Projekter på et netværksdrev kan kun læses; kopiér projektet til en disk i denne computer.</translation>
    </message>
    <message>
        <source>The folder cannot be written, so the project can only be read.</source>
        <translation>Der kan ikke skrives i mappen, så projektet kan kun læses.</translation>
    </message>
    <message>
        <source>The project is open in another window or program; here it can only be read.</source>
        <translation>Projektet er åbent i et andet vindue eller program; her kan det kun læses.</translation>
    </message>
    <message>
        <source>“{0}” is not a project of this program, or its beginning is damaged.</source>
        <translation>»{0}« er ikke et projekt fra dette program, eller dets begyndelse er beskadiget.</translation>
    </message>
    <message>
        <source>“{0}” was written by a later version of the program; update this one to open it.</source>
        <translation>»{0}« er skrevet af en nyere version af programmet; opdatér dette for at åbne det.</translation>
    </message>
    <message>
        <source>“{0}” is of an earlier version and cannot be brought up to date while read-only.</source>
        <translation>»{0}« er fra en tidligere version og kan ikke opdateres, mens det kun kan læses.</translation>
    </message>
    <message>
        <source>There is a file “{0}” already; choose another name.</source>
        <translation>Der findes allerede en fil »{0}«; vælg et andet navn.</translation>
    </message>
    <message>
        <source>The project cannot be brought up to date: it is damaged. Work on with a backup, and keep this file.</source>
        <translation>Projektet kan ikke opdateres: det er beskadiget. Arbejd videre med en sikkerhedskopi, og behold denne fil.</translation>
    </message>
    <message>
        <source>Give the project a name.</source>
        <translation>Giv projektet et navn.</translation>
    </message>
    <message>
        <source>There is a file of that name already; choose another name.</source>
        <translation>Der findes allerede en fil med det navn; vælg et andet navn.</translation>
    </message>
    <message>
        <source>That folder does not exist.</source>
        <translation>Mappen findes ikke.</translation>
    </message>
    <message>
        <source>That folder cannot be written.</source>
        <translation>Der kan ikke skrives i mappen.</translation>
    </message>
    <message>
        <source>The demo project cannot be made in {0}: {a}.</source>
        <translation>Demoprojektet kan ikke laves i {0}: {a}.</translation>
    </message>
    <message>
        <source>There is no report “{0}” in this project.</source>
        <translation>Der er intet svar »{0}« i projektet.</translation>
    </message>
    <message>
        <source>The project does not ask the taxonomy “{0}” in this version; add it first.</source>
        <translation>Projektet spørger ikke efter taksonomien »{0}« i denne version; tilføj den først.</translation>
    </message>
    <message>
        <source>The labels are of the taxonomy “{0}”, which this project does not ask; import them as truth.</source>
        <translation>Mærkerne hører til taksonomien »{0}«, som projektet ikke spørger efter; importér dem som facit.</translation>
    </message>
    <message>
        <source>Corrections need the name of the reader who made them.</source>
        <translation>Rettelser skal have navnet på den bedømmer, der har lavet dem.</translation>
    </message>
    <message>
        <source>A view needs a name.</source>
        <translation>En visning skal have et navn.</translation>
    </message>
    <message>
        <source>The name of a view is one line of at most {n} characters.</source>
        <translation>En visnings navn er én linje på højst {n} tegn.</translation>
    </message>
    <message>
        <source>There is a view “{0}” already; choose another name.</source>
        <translation>Der findes allerede en visning »{0}«; vælg et andet navn.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Fortryd</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Gentag</translation>
    </message>
    <message>
        <source>no suggestion</source>
        <translation>intet forslag</translation>
    </message>
    <message>
        <source>no probability</source>
        <translation>ingen sandsynlighed</translation>
    </message>
    <message>
        <source>the model is unsure</source>
        <translation>modellen er usikker</translation>
    </message>
    <message>
        <source>a rare finding</source>
        <translation>et sjældent fund</translation>
    </message>
    <message>
        <source>no evidence</source>
        <translation>intet belæg</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>intet mærke</translation>
    </message>
    <message>
        <source>No suggestion yet: it is made in the background, or with “Suggest”.</source>
        <translation>Intet forslag endnu: det laves i baggrunden eller med »Forslag«.</translation>
    </message>
    <message>
        <source>This report has no text, so there is nothing to suggest.</source>
        <translation>Svaret har ingen tekst, så der er intet at foreslå.</translation>
    </message>
    <message>
        <source>There is no suggestion to accept here; set a class.</source>
        <translation>Der er intet forslag at acceptere her; vælg en klasse.</translation>
    </message>
    <message>
        <source>A new suggestion has come in for this report; look at it, then commit.</source>
        <translation>Der er kommet et nyt forslag til dette svar; se på det, og godkend så.</translation>
    </message>
    <message>
        <source>Say in a word why this report is skipped.</source>
        <translation>Skriv kort, hvorfor svaret springes over.</translation>
    </message>
    <message>
        <source>This report is committed already; reopen it before it is skipped.</source>
        <translation>Svaret er allerede godkendt; åbn det igen, før det springes over.</translation>
    </message>
    <message>
        <source>This evidence does not lie within the report; mark it again.</source>
        <translation>Dette belæg ligger ikke i svaret; markér det igen.</translation>
    </message>
    <message>
        <source>There is no report with that id.</source>
        <translation>Der er intet svar med det id.</translation>
    </message>
    <message>
        <source>This taxonomy has no class “{a}”.</source>
        <translation>Taksonomien har ingen klasse »{a}«.</translation>
    </message>
    <message>
        <source>{0} needs its own key first: {a}.</source>
        <translation>{0} skal først have sin egen tast: {a}.</translation>
    </message>
    <message>
        <source>This text is longer than {n} signs; shorten it.</source>
        <translation>Teksten er længere end {n} tegn; gør den kortere.</translation>
    </message>
    <message>
        <source>This mode is for labels that come in with a file; choose another.</source>
        <translation>Denne tilstand er til mærker, der kommer ind med en fil; vælg en anden.</translation>
    </message>
    <message>
        <source>This taxonomy does not ask this finding.</source>
        <translation>Taksonomien spørger ikke efter dette fund.</translation>
    </message>
    <message>
        <source>Say who decides this: an adapter is promoted or rolled back by a named person.</source>
        <translation>Oplys, hvem der beslutter dette: en adapter tages i brug eller rulles tilbage af en navngiven person.</translation>
    </message>
    <message>
        <source>No other adapter was active before, so there is nothing to roll back to.</source>
        <translation>Ingen anden adapter har været i brug før, så der er intet at rulle tilbage til.</translation>
    </message>
    <message>
        <source>This project has a lead: {0}.</source>
        <translation>Projektet har en leder: {0}.</translation>
    </message>
    <message>
        <source>Give the name of the reader who is to lead.</source>
        <translation>Angiv navnet på den bedømmer, der skal være leder.</translation>
    </message>
    <message>
        <source>Somebody must lead: make another reader a lead first.</source>
        <translation>Nogen skal være leder: gør først en anden bedømmer til leder.</translation>
    </message>
    <message>
        <source>Only a lead says who leads: {0}.</source>
        <translation>Kun en leder bestemmer, hvem der er leder: {0}.</translation>
    </message>
    <message>
        <source>Nobody leads yet.</source>
        <translation>Ingen er leder endnu.</translation>
    </message>
    <message>
        <source>Only a lead edits guidelines: {0}.</source>
        <translation>Kun en leder retter vejledninger: {0}.</translation>
    </message>
    <message>
        <source>Only a lead sets the share of first reads: {0}.</source>
        <translation>Kun en leder bestemmer andelen af førstebedømmelser: {0}.</translation>
    </message>
    <message>
        <source>The share of first reads lies between 0 and 1.</source>
        <translation>Andelen af førstebedømmelser ligger mellem 0 og 1.</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>positiv</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>negativ</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>usikker</translation>
    </message>
    <message>
        <source>not mentioned</source>
        <translation>ikke nævnt</translation>
    </message>
    <message>
        <source>not labelled</source>
        <translation>ikke mærket</translation>
    </message>
    <message>
        <source>Suggesting</source>
        <translation>Foreslår</translation>
    </message>
    <message>
        <source>Suggestions ready</source>
        <translation>Forslagene er klar</translation>
    </message>
    <message>
        <source>Starting the model&apos;s libraries</source>
        <translation>Starter modellens biblioteker</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Indlæser modellen</translation>
    </message>
    <message>
        <source>Loading {0}: about {a} of {b} free</source>
        <translation>Indlæser {0}: ca. {a} af {b} ledige</translation>
    </message>
    <message>
        <source>The reports could not be ranked: the process that read them ended early. See whether the memory suffices.</source>
        <translation>Svarene kunne ikke ordnes: processen, der læste dem, sluttede for tidligt. Se, om der er hukommelse nok.</translation>
    </message>
    <message>
        <source>Reading the reports to rank them took too long. Close other programs, then try again.</source>
        <translation>Det tog for lang tid at læse svarene for at ordne dem. Luk andre programmer, og prøv så igen.</translation>
    </message>
    <message>
        <source>The findings that are asked have changed meanwhile; try again.</source>
        <translation>De fund, der spørges om, er ændret imens; prøv igen.</translation>
    </message>
    <message>
        <source>{0} is not an adapter: it has no manifest.json or no adapter_model.safetensors.</source>
        <translation>{0} er ikke en adapter: den mangler manifest.json eller adapter_model.safetensors.</translation>
    </message>
    <message>
        <source>The manifest.json of the adapter {0} cannot be read.</source>
        <translation>manifest.json i adapteren {0} kan ikke læses.</translation>
    </message>
    <message>
        <source>“{0}” is not the name of an adapter of this project.</source>
        <translation>»{0}« er ikke navnet på en adapter i projektet.</translation>
    </message>
    <message>
        <source>The adapter {0} is not whole, so it cannot be exported.</source>
        <translation>Adapteren {0} er ikke hel og kan derfor ikke eksporteres.</translation>
    </message>
    <message>
        <source>{0} is not an adapter that was exported by this program.</source>
        <translation>{0} er ikke en adapter, der er eksporteret af dette program.</translation>
    </message>
    <message>
        <source>{0} is larger than any adapter.</source>
        <translation>{0} er større end nogen adapter.</translation>
    </message>
    <message>
        <source>There is no file {0} in this folder.</source>
        <translation>Der er ingen fil {0} i denne mappe.</translation>
    </message>
    <message>
        <source>{0} is no zip that can be read; it may be damaged or cut off.</source>
        <translation>{0} er ikke et zip-arkiv, der kan læses; det er måske beskadiget eller afkortet.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({a}).</source>
        <translation>{0} kan ikke læses ({a}).</translation>
    </message>
    <message>
        <source>{0} holds more files than an adapter has.</source>
        <translation>{0} indeholder flere filer, end en adapter har.</translation>
    </message>
    <message>
        <source>{0} holds a file that is no part of an adapter; it was not unpacked.</source>
        <translation>{0} indeholder en fil, der ikke hører til en adapter; den blev ikke pakket ud.</translation>
    </message>
    <message>
        <source>{0} is encrypted or packed in an unusual way; it was not unpacked.</source>
        <translation>{0} er krypteret eller pakket på en usædvanlig måde; den blev ikke pakket ud.</translation>
    </message>
    <message>
        <source>{0} holds a link or a folder; it was not unpacked.</source>
        <translation>{0} indeholder et link eller en mappe; den blev ikke pakket ud.</translation>
    </message>
    <message>
        <source>{0} unpacks to more than any adapter holds; it was not unpacked.</source>
        <translation>{0} fylder udpakket mere end nogen adapter; den blev ikke pakket ud.</translation>
    </message>
    <message>
        <source>{0} unpacks to far more than an adapter holds; it was not unpacked.</source>
        <translation>{0} fylder udpakket langt mere end en adapter; den blev ikke pakket ud.</translation>
    </message>
    <message>
        <source>{0} was changed since it was exported: {1} is another file.</source>
        <translation>{0} er ændret, siden den blev eksporteret: {1} er en anden fil.</translation>
    </message>
    <message>
        <source>{0} of this run cannot be read ({a}).</source>
        <translation>{0} fra denne træning kan ikke læses ({a}).</translation>
    </message>
    <message>
        <source>{0} of this run is damaged; the run cannot be judged by it.</source>
        <translation>{0} fra denne træning er beskadiget; træningen kan ikke bedømmes ud fra den.</translation>
    </message>
    <message>
        <source>{0} holds no adapter that can be used: {a}</source>
        <translation>{0} indeholder ingen adapter, der kan bruges: {a}</translation>
    </message>
    <message>
        <source>The adapter {0} has no fingerprint, so nobody can say that it is whole.</source>
        <translation>Adapteren {0} har intet fingeraftryk, så ingen kan sige, at den er hel.</translation>
    </message>
    <message>
        <source>The adapter {0} was changed while it was tried; try it again.</source>
        <translation>Adapteren {0} blev ændret, mens den blev afprøvet; afprøv den igen.</translation>
    </message>
    <message>
        <source>The adapter could not be tried: its process ended early. See whether the memory suffices.</source>
        <translation>Adapteren kunne ikke afprøves: dens proces sluttede for tidligt. Se, om der er hukommelse nok.</translation>
    </message>
    <message>
        <source>Loading the adapter took too long. Close other programs, then try again.</source>
        <translation>Det tog for lang tid at indlæse adapteren. Luk andre programmer, og prøv så igen.</translation>
    </message>
    <message>
        <source>The active adapter {0} is damaged or gone; bring its folder back, or roll back.</source>
        <translation>Den aktive adapter {0} er beskadiget eller væk; bring dens mappe tilbage, eller rul tilbage.</translation>
    </message>
    <message>
        <source>The adapter {0} is not the one that was tried; try it again.</source>
        <translation>Adapteren {0} er ikke den, der blev afprøvet; afprøv den igen.</translation>
    </message>
    <message>
        <source>The adapter {0} is active already.</source>
        <translation>Adapteren {0} er allerede aktiv.</translation>
    </message>
    <message>
        <source>Promoting {0} needs a reason: {a}</source>
        <translation>At tage {0} i brug kræver en begrundelse: {a}</translation>
    </message>
    <message>
        <source>No taxonomy of this project asks one of these findings.</source>
        <translation>Ingen taksonomi i projektet spørger efter et af disse fund.</translation>
    </message>
    <message>
        <source>There is no adapter {0} in this project.</source>
        <translation>Der er ingen adapter {0} i projektet.</translation>
    </message>
    <message>
        <source>{0} needs about {a} of memory and {b} are free: {c}close other programs, or choose a smaller model.</source>
        <translation>{0} kræver ca. {a} hukommelse, og {b} er ledige: {c}luk andre programmer, eller vælg en mindre model.</translation>
    </message>
    <message>
        <source>Putting the model together</source>
        <translation>Sætter modellen sammen</translation>
    </message>
    <message>
        <source>Converting the tokenizer</source>
        <translation>Omdanner tokenizeren</translation>
    </message>
    <message>
        <source>Converting the weights</source>
        <translation>Omdanner vægtene</translation>
    </message>
    <message>
        <source>Saving the model</source>
        <translation>Gemmer modellen</translation>
    </message>
    <message>
        <source>Model ready</source>
        <translation>Modellen er klar</translation>
    </message>
    <message>
        <source>Suggesting stopped on an error of the program; what was suggested before is kept.</source>
        <translation>Forslagene stoppede ved en fejl i programmet; det, der er foreslået, er beholdt.</translation>
    </message>
    <message>
        <source>Stopped; what was suggested before is kept.</source>
        <translation>Stoppet; det, der er foreslået, er beholdt.</translation>
    </message>
    <message>
        <source>The model&apos;s process {a}; what was suggested before is kept. Start suggesting again.</source>
        <translation>Modellens proces {a}; det, der er foreslået, er beholdt. Start forslag igen.</translation>
    </message>
    <message>
        <source>The model&apos;s process stood still and was ended; what was suggested before is kept.</source>
        <translation>Modellens proces stod stille og blev afsluttet; det, der er foreslået, er beholdt.</translation>
    </message>
    <message>
        <source>The model&apos;s process is of another version of the program; install it again.</source>
        <translation>Modellens proces er fra en anden version af programmet; installér det igen.</translation>
    </message>
    <message>
        <source>The model&apos;s process cannot be started: {a}.</source>
        <translation>Modellens proces kan ikke startes: {a}.</translation>
    </message>
    <message>
        <source>The model&apos;s process said something that is no message; it was ended.</source>
        <translation>Modellens proces sendte noget uforståeligt og blev afsluttet.</translation>
    </message>
    <message>
        <source>The model failed ({0}); its log says where.</source>
        <translation>Modellen fejlede ({0}); dens log viser hvor.</translation>
    </message>
    <message>
        <source>The model&apos;s libraries are not installed ({0}): install the extra “model” to get suggestions.</source>
        <translation>Modellens biblioteker er ikke installeret ({0}): installér tillægget »model« for at få forslag.</translation>
    </message>
    <message>
        <source>No model is loaded yet.</source>
        <translation>Der er ikke indlæst en model endnu.</translation>
    </message>
    <message>
        <source>The report has no text to read.</source>
        <translation>Svaret har ingen tekst at læse.</translation>
    </message>
    <message>
        <source>The report holds no findings, impression or unheaded text.</source>
        <translation>Svaret har hverken beskrivelse, konklusion eller tekst uden overskrift.</translation>
    </message>
    <message>
        <source>The model gave no numbers for this report; its weights or the machine&apos;s arithmetic are broken.</source>
        <translation>Modellen gav ingen tal for dette svar; dens vægte eller maskinens regning er i stykker.</translation>
    </message>
    <message>
        <source>The model fails on this report each time it is asked; label it by hand.</source>
        <translation>Modellen fejler på dette svar, hver gang den spørges; mærk det selv.</translation>
    </message>
    <message>
        <source>The server&apos;s reply is no valid suggestion.</source>
        <translation>Serverens svar er ikke et gyldigt forslag.</translation>
    </message>
    <message>
        <source>The server&apos;s reply was cut off before it was a valid suggestion.</source>
        <translation>Serverens svar blev afbrudt, før det var et gyldigt forslag.</translation>
    </message>
    <message>
        <source>The server refused this report (status {0}); it may be too long for its model.</source>
        <translation>Serveren afviste dette svar (status {0}); det er måske for langt til dens model.</translation>
    </message>
    <message>
        <source>The server failed on this report (status {0}); see its own log.</source>
        <translation>Serveren fejlede på dette svar (status {0}); se dens egen log.</translation>
    </message>
    <message>
        <source>The server gave no answer to this report in time; allow it more time (--timeout) or label it by hand.</source>
        <translation>Serveren nåede ikke at besvare dette svar; giv den mere tid (--timeout), eller mærk det selv.</translation>
    </message>
    <message>
        <source>A file of the adapter {0} is not the one that was written with it.</source>
        <translation>En fil i adapteren {0} er ikke den, der blev skrevet med den.</translation>
    </message>
    <message>
        <source>The adapter {0} was made for {1}, not for {2}.</source>
        <translation>Adapteren {0} er lavet til {1}, ikke til {2}.</translation>
    </message>
    <message>
        <source>The adapter {0} was trained for the engine “{1}”, not for “{2}”: choose another adapter or engine.</source>
        <translation>Adapteren {0} er trænet til motoren »{1}«, ikke til »{2}«: vælg en anden adapter eller motor.</translation>
    </message>
    <message>
        <source>The adapter {0} was trained with another prompt than this version asks.</source>
        <translation>Adapteren {0} er trænet med en anden prompt, end denne version bruger.</translation>
    </message>
    <message>
        <source>The adapter {0} cannot be read ({1}).</source>
        <translation>Adapteren {0} kan ikke læses ({1}).</translation>
    </message>
    <message>
        <source>There is no adapter {0}.</source>
        <translation>Der er ingen adapter {0}.</translation>
    </message>
    <message>
        <source>There is no model folder {0}.</source>
        <translation>Der er ingen modelmappe {0}.</translation>
    </message>
    <message>
        <source>The model folder holds {0}, which may run code: only safetensors are taken.</source>
        <translation>Modelmappen indeholder {0}, som kan køre kode: kun safetensors bruges.</translation>
    </message>
    <message>
        <source>The model folder holds a link that leads to no file: {0}.</source>
        <translation>Modelmappen har et link, der ikke fører til en fil: {0}.</translation>
    </message>
    <message>
        <source>The model folder holds a link that leads out of it: {0}; copy the file there.</source>
        <translation>Modelmappen har et link, der fører ud af den: {0}; kopiér filen derhen.</translation>
    </message>
    <message>
        <source>{0} in the model folder is too large for what it should hold.</source>
        <translation>{0} i modelmappen er for stor til det, den burde indeholde.</translation>
    </message>
    <message>
        <source>{0} in the model folder is not JSON.</source>
        <translation>{0} i modelmappen er ikke JSON.</translation>
    </message>
    <message>
        <source>{0} in the model folder asks for code to be run; it is not loaded.</source>
        <translation>{0} i modelmappen beder om at køre kode; den indlæses ikke.</translation>
    </message>
    <message>
        <source>{0} holds no model: config.json and safetensors files are needed.</source>
        <translation>{0} indeholder ingen model: der skal være config.json og safetensors-filer.</translation>
    </message>
    <message>
        <source>{0} holds an adapter beside a model: put them into folders of their own.</source>
        <translation>{0} indeholder en adapter ved siden af en model: læg dem i hver sin mappe.</translation>
    </message>
    <message>
        <source>The tokenizer in {0} cannot be read ({1}).</source>
        <translation>Tokenizeren i {0} kan ikke læses ({1}).</translation>
    </message>
    <message>
        <source>The model in {0} cannot be loaded ({1}).</source>
        <translation>Modellen i {0} kan ikke indlæses ({1}).</translation>
    </message>
    <message>
        <source>The weights in {0} do not fit its config.json ({n} missing, {m} too many): get the model folder again.</source>
        <translation>Vægtene i {0} passer ikke til config.json ({n} mangler, {m} for mange): hent modelmappen igen.</translation>
    </message>
    <message>
        <source>The weights in {0} hold values that are no numbers: get the model folder again.</source>
        <translation>Vægtene i {0} indeholder værdier, der ikke er tal: hent modelmappen igen.</translation>
    </message>
    <message>
        <source>The model does not run with the attention that slot scoring needs.</source>
        <translation>Modellen kører ikke med den attention, som bedømmelsen kræver.</translation>
    </message>
    <message>
        <source>Models of the kind “{0}” cannot be scored by slots yet.</source>
        <translation>Modeller af typen »{0}« kan ikke bruges på denne måde endnu.</translation>
    </message>
    <message>
        <source>The tokenizer does not belong to the weights: get the model folder again.</source>
        <translation>Tokenizeren hører ikke til vægtene: hent modelmappen igen.</translation>
    </message>
    <message>
        <source>This tokenizer cannot tell the four answers apart by their first token.</source>
        <translation>Tokenizeren kan ikke skelne de fire svar på det første token.</translation>
    </message>
    <message>
        <source>The packages of {0} are not the ones that were checked: install them again.</source>
        <translation>Pakkerne til {0} er ikke dem, der blev kontrolleret: installér dem igen.</translation>
    </message>
    <message>
        <source>The model {0} is not installed: {1}, or choose another model.</source>
        <translation>Modellen {0} er ikke installeret: {1}, eller vælg en anden model.</translation>
    </message>
    <message>
        <source>The model cannot be converted into {0}: {a}.</source>
        <translation>Modellen kan ikke omdannes i {0}: {a}.</translation>
    </message>
    <message>
        <source>The configuration in {0} asks for {n} layers, which no model has.</source>
        <translation>Konfigurationen i {0} kræver {n} lag, hvilket ingen model har.</translation>
    </message>
    <message>
        <source>The configuration in {0} is not usable ({1}).</source>
        <translation>Konfigurationen i {0} kan ikke bruges ({1}).</translation>
    </message>
    <message>
        <source>Undo: {0}</source>
        <translation>Fortryd: {0}</translation>
    </message>
    <message>
        <source>Redo: {0}</source>
        <translation>Gentag: {0}</translation>
    </message>
    <message>
        <source>commit of {0}</source>
        <translation>godkendelse af {0}</translation>
    </message>
    <message>
        <source>reopening of {0}</source>
        <translation>genåbning af {0}</translation>
    </message>
    <message>
        <source>skip of {0}</source>
        <translation>overspringning af {0}</translation>
    </message>
    <message>
        <source>comment on {0}</source>
        <translation>kommentar til {0}</translation>
    </message>
    <message>
        <source>flag on {0}</source>
        <translation>flag på {0}</translation>
    </message>
    <message>
        <source>flag off {0}</source>
        <translation>flag fjernet fra {0}</translation>
    </message>
    <message>
        <source>look at the suggestion of {0}</source>
        <translation>visning af forslaget til {0}</translation>
    </message>
    <message>
        <source>evidence for {0}</source>
        <translation>belæg for {0}</translation>
    </message>
    <message>
        <source>{0} unsure</source>
        <translation>{0}: i tvivl</translation>
    </message>
    <message>
        <source>{0} no longer unsure</source>
        <translation>{0}: ikke længere i tvivl</translation>
    </message>
    <message>
        <source>change of {0}</source>
        <translation>ændring af {0}</translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation>{0} trin</translation>
    </message>
    <message>
        <source>{0} is empty.</source>
        <translation>{0} er tom.</translation>
    </message>
    <message>
        <source>{0} is a zip archive or an Excel workbook; unpack it, or save the sheet as CSV.</source>
        <translation>{0} er et zip-arkiv eller en Excel-projektmappe; pak det ud, eller gem arket som CSV.</translation>
    </message>
    <message>
        <source>{0} is an old Excel or Word document; save it as CSV.</source>
        <translation>{0} er et ældre Excel- eller Word-dokument; gem det som CSV.</translation>
    </message>
    <message>
        <source>{0} is a database; a project of this program is opened, not imported.</source>
        <translation>{0} er en database; et projekt fra dette program åbnes, det importeres ikke.</translation>
    </message>
    <message>
        <source>{0} is a picture.</source>
        <translation>{0} er et billede.</translation>
    </message>
    <message>
        <source>{0} is a PDF; export its text first.</source>
        <translation>{0} er en PDF; eksportér først dens tekst.</translation>
    </message>
    <message>
        <source>{0} is a Parquet file; export it as CSV or JSON lines.</source>
        <translation>{0} er en Parquet-fil; eksportér den som CSV eller JSON-linjer.</translation>
    </message>
    <message>
        <source>{0} is one JSON list; write one report a line instead (JSON lines).</source>
        <translation>{0} er én JSON-liste; skriv i stedet ét svar pr. linje (JSON-linjer).</translation>
    </message>
    <message>
        <source>{0} is XML or HTML; only Open-i&apos;s archive of XML reports can be read.</source>
        <translation>{0} er XML eller HTML; kun Open-i&apos;s arkiv af XML-svar kan læses.</translation>
    </message>
    <message>
        <source>{0} is not a text file, and no archive of reports either.</source>
        <translation>{0} er ikke en tekstfil og heller ikke et arkiv af svar.</translation>
    </message>
    <message>
        <source>{0} is not a text file.</source>
        <translation>{0} er ikke en tekstfil.</translation>
    </message>
    <message>
        <source>{0} is not a file that can be imported.</source>
        <translation>{0} er ikke en fil, der kan importeres.</translation>
    </message>
    <message>
        <source>{0} cannot be opened.</source>
        <translation>{0} kan ikke åbnes.</translation>
    </message>
    <message>
        <source>{0} cannot be read: the file is damaged or cut off.</source>
        <translation>{0} kan ikke læses: filen er beskadiget eller afkortet.</translation>
    </message>
    <message>
        <source>{0} holds more than {n} MB; split it.</source>
        <translation>{0} er på mere end {n} MB; del den op.</translation>
    </message>
    <message>
        <source>{0} unpacks to over {n} times its size, which no real source does.</source>
        <translation>{0} fylder over {n} gange så meget udpakket, hvilket ingen rigtig kilde gør.</translation>
    </message>
    <message>
        <source>{0} looks like {1} but cannot be read as such.</source>
        <translation>{0} ligner {1}, men kan ikke læses som det.</translation>
    </message>
    <message>
        <source>{0} is not a tar archive, or it is damaged or cut off.</source>
        <translation>{0} er ikke et tar-arkiv, eller det er beskadiget eller afkortet.</translation>
    </message>
    <message>
        <source>{0} holds more than {n} files.</source>
        <translation>{0} indeholder mere end {n} filer.</translation>
    </message>
    <message>
        <source>{0} has no header row with the names of the columns.</source>
        <translation>{0} har ingen overskriftsrække med kolonnernes navne.</translation>
    </message>
    <message>
        <source>{0} has {n} columns; at most {m} fit.</source>
        <translation>{0} har {n} kolonner; der er højst plads til {m}.</translation>
    </message>
    <message>
        <source>{0} has no column that could be the report id; name one of its columns “report_id”.</source>
        <translation>{0} har ingen kolonne, der kan være svarets id; kald en af kolonnerne »report_id«.</translation>
    </message>
    <message>
        <source>{0} has neither a column of report text nor one of labels; name the texts’ column “text”.</source>
        <translation>{0} har hverken en kolonne med svartekst eller en med mærker; kald tekstens kolonne »text«.</translation>
    </message>
    <message>
        <source>{0} writes labels as {1}, which can be read in several ways; say which codes they are ({a}).</source>
        <translation>{0} skriver mærker som {1}, hvilket kan læses på flere måder; oplys, hvilke koder det er ({a}).</translation>
    </message>
    <message>
        <source>{0} holds no report that can be imported{a}.</source>
        <translation>{0} indeholder ingen svar, der kan importeres{a}.</translation>
    </message>
    <message>
        <source>{0} is a project or bears the name of one; choose another place.</source>
        <translation>{0} er et projekt eller bærer navnet på et; vælg et andet sted.</translation>
    </message>
    <message>
        <source>{0} could not be written ({a}); {b}.</source>
        <translation>{0} kunne ikke skrives ({a}); {b}.</translation>
    </message>
    <message>
        <source>The taxonomy {0} asks none of MIMIC-CXR&apos;s findings; export JSON lines or csv-mosaic.</source>
        <translation>Taksonomien {0} spørger ikke efter nogen af MIMIC-CXR&apos;s fund; eksportér som JSON-linjer eller MOSAIC-tabel.</translation>
    </message>
    <message>
        <source>There are no reports to export.</source>
        <translation>Der er ingen svar at eksportere.</translation>
    </message>
    <message>
        <source>A table holds the findings of one taxonomy; export one taxonomy after the other.</source>
        <translation>En tabel rummer fundene i én taksonomi; eksportér én taksonomi ad gangen.</translation>
    </message>
    <message>
        <source>There is no such report; nothing was written.</source>
        <translation>Der er ikke et sådant svar; intet blev skrevet.</translation>
    </message>
    <message>
        <source>None of the {n} files can be imported: {a}</source>
        <translation>Ingen af de {n} filer kan importeres: {a}</translation>
    </message>
    <message>
        <source>Stored: {n} of {m} files. {a}</source>
        <translation>Gemt: {n} af {m} filer. {a}</translation>
    </message>
    <message>
        <source>The folder {0} holds more than {n} files of reports; import a part at a time.</source>
        <translation>Mappen {0} indeholder mere end {n} filer med svar; importér en del ad gangen.</translation>
    </message>
    <message>
        <source>The folder {0} holds more than {n} files; choose one with fewer.</source>
        <translation>Mappen {0} indeholder mere end {n} filer; vælg en med færre.</translation>
    </message>
    <message>
        <source>The folder {0} cannot be read.</source>
        <translation>Mappen {0} kan ikke læses.</translation>
    </message>
    <message>
        <source>The folder {0} is empty.</source>
        <translation>Mappen {0} er tom.</translation>
    </message>
    <message>
        <source>The folder {0} holds a project and no file of reports; open the project instead.</source>
        <translation>Mappen {0} indeholder et projekt og ingen filer med svar; åbn projektet i stedet.</translation>
    </message>
    <message>
        <source>The folder {0} holds pictures only; add a file of reports beside them that names them.</source>
        <translation>Mappen {0} indeholder kun billeder; læg en fil med svar, der nævner dem, ved siden af.</translation>
    </message>
    <message>
        <source>The folder {0} holds no file of reports: JSON lines, CSV or an Open-i archive.</source>
        <translation>Mappen {0} indeholder ingen filer med svar: JSON-linjer, CSV eller et Open-i-arkiv.</translation>
    </message>
    <message>
        <source>There is no taxonomy {0}: shipped are {1}.</source>
        <translation>Der er ingen taksonomi {0}: med programmet følger {1}.</translation>
    </message>
    <message>
        <source>{0}, line {n}: {a}</source>
        <translation>{0}, linje {n}: {a}</translation>
    </message>
    <message>
        <source>larger than 10 MB</source>
        <translation>større end 10 MB</translation>
    </message>
    <message>
        <source>not UTF-8 text</source>
        <translation>ikke UTF-8-tekst</translation>
    </message>
    <message>
        <source>cannot be read ({a})</source>
        <translation>kan ikke læses ({a})</translation>
    </message>
    <message>
        <source>not valid TOML ({0})</source>
        <translation>ikke gyldig TOML ({0})</translation>
    </message>
    <message>
        <source>not valid TOML (nested too deeply)</source>
        <translation>ikke gyldig TOML (for mange niveauer)</translation>
    </message>
    <message>
        <source>a taxonomy needs at least one [[findings]] entry</source>
        <translation>en taksonomi skal have mindst én post [[findings]]</translation>
    </message>
    <message>
        <source>{n} findings are more than the {m} that fit</source>
        <translation>{n} fund er flere end de {m}, der er plads til</translation>
    </message>
    <message>
        <source>a finding is a [[findings]] table</source>
        <translation>et fund er en tabel [[findings]]</translation>
    </message>
    <message>
        <source>a finding needs a name, as text or by language</source>
        <translation>et fund skal have et navn, som tekst eller pr. sprog</translation>
    </message>
    <message>
        <source>“{0}” is not a class; classes are {1}</source>
        <translation>»{0}« er ikke en klasse; klasserne er {1}</translation>
    </message>
    <message>
        <source>a class is there twice</source>
        <translation>en klasse er der to gange</translation>
    </message>
    <message>
        <source>a class set needs positive and at least one other class</source>
        <translation>et sæt klasser skal have positive og mindst én anden klasse</translation>
    </message>
    <message>
        <source>a class set needs negative or not_mentioned</source>
        <translation>et sæt klasser skal have negative eller not_mentioned</translation>
    </message>
    <message>
        <source>the finding “{0}” is there twice</source>
        <translation>fundet »{0}« er der to gange</translation>
    </message>
    <message>
        <source>another finding has the name “{0}” too</source>
        <translation>et andet fund har også navnet »{0}«</translation>
    </message>
    <message>
        <source>the parent “{0}” is not another finding here</source>
        <translation>det overordnede »{0}« er ikke et andet fund her</translation>
    </message>
    <message>
        <source>the parents of “{0}” run in a circle</source>
        <translation>de overordnede til »{0}« går i ring</translation>
    </message>
    <message>
        <source>{0} is missing, or not made of lower-case letters, digits, _ - .</source>
        <translation>{0} mangler eller består ikke af små bogstaver, cifre, _ - .</translation>
    </message>
    <message>
        <source>{0} must be text</source>
        <translation>{0} skal være tekst</translation>
    </message>
    <message>
        <source>{0} holds a character that cannot be shown</source>
        <translation>{0} har et tegn, der ikke kan vises</translation>
    </message>
    <message>
        <source>{0} must be one line of text, at most {n} characters</source>
        <translation>{0} skal være én linje tekst på højst {n} tegn</translation>
    </message>
    <message>
        <source>{0} must be a list of texts</source>
        <translation>{0} skal være en liste af tekster</translation>
    </message>
    <message>
        <source>{0} must be a table</source>
        <translation>{0} skal være en tabel</translation>
    </message>
    <message>
        <source>rare must be true or false</source>
        <translation>rare skal være true eller false</translation>
    </message>
    <message>
        <source>unknown key “{0}”; known are {1}</source>
        <translation>ukendt nøgle »{0}«; kendte er {1}</translation>
    </message>
    <message>
        <source>the project has another version {0} of it; give the changed one a new version</source>
        <translation>projektet har en anden version {0} af den; giv den ændrede en ny version</translation>
    </message>
    <message>
        <source>{n} of {m} reports have no text; they get no suggestion.</source>
        <translation>{n} af {m} svar har ingen tekst; de får intet forslag.</translation>
    </message>
    <message>
        <source>{n} images are named; all of them are there.</source>
        <translation>{n} billeder er nævnt; de er der alle.</translation>
    </message>
    <message>
        <source>{n} images are named; {m} of them are missing.</source>
        <translation>{n} billeder er nævnt; {m} af dem mangler.</translation>
    </message>
    <message>
        <source>Languages: {0}.</source>
        <translation>Sprog: {0}.</translation>
    </message>
    <message>
        <source>Read as {0}{a} with columns separated by {b}.</source>
        <translation>Læst som {0}{a} med kolonner adskilt af {b}.</translation>
    </message>
    <message>
        <source>Report id from {a}.</source>
        <translation>Svarets id fra {a}.</translation>
    </message>
    <message>
        <source>“{0}” follows from the findings and is not read.</source>
        <translation>»{0}« følger af fundene og læses ikke.</translation>
    </message>
    <message>
        <source>No column holds labels.</source>
        <translation>Ingen kolonne har mærker.</translation>
    </message>
    <message>
        <source>Labels are read as {0} codes, as you said.</source>
        <translation>Mærker læses som koderne {0}, som du sagde.</translation>
    </message>
    <message>
        <source>Labels are read as MIMIC-CXR and CheXpert codes (their column names, blank cells).</source>
        <translation>Mærker læses som MIMIC-CXR&apos;s og CheXperts koder (deres kolonnenavne, tomme celler).</translation>
    </message>
    <message>
        <source>Labels are read as MOSAIC codes (2 and -1 both occur).</source>
        <translation>Mærker læses som MOSAIC&apos;s koder (både 2 og -1 forekommer).</translation>
    </message>
    <message>
        <source>Labels are read as CheXbert codes (3 occurs).</source>
        <translation>Mærker læses som CheXberts koder (3 forekommer).</translation>
    </message>
    <message>
        <source>Labels are read as the names of the classes.</source>
        <translation>Mærker læses som klassernes navne.</translation>
    </message>
    <message>
        <source>“{0}”: {a}</source>
        <translation>»{0}«: {a}</translation>
    </message>
    <message>
        <source>{n} dates are not written like 2020-01-31 or 20200131 and are left out.</source>
        <translation>{n} datoer er ikke skrevet som 2020-01-31 eller 20200131 og er udeladt.</translation>
    </message>
    <message>
        <source>No labels came with the reports.</source>
        <translation>Der fulgte ingen mærker med svarene.</translation>
    </message>
    <message>
        <source>Labels from “{0}”: positive {n}, negative {m}, uncertain {k}, not mentioned {l}.</source>
        <translation>Mærker fra »{0}«: positiv {n}, negativ {m}, usikker {k}, ikke nævnt {l}.</translation>
    </message>
    <message>
        <source>The taxonomy does not ask {a}: these labels are for no row of the screen.</source>
        <translation>Taksonomien spørger ikke efter {a}: disse mærker hører ikke til nogen række på skærmen.</translation>
    </message>
    <message>
        <source>Open-i archive: one report in each member, its sections under headings in capitals.</source>
        <translation>Open-i-arkiv: ét svar i hver fil, afsnittene under overskrifter med store bogstaver.</translation>
    </message>
    <message>
        <source>MeSH codes are read as positive findings: {n} of {m} findings{a}.</source>
        <translation>MeSH-koder læses som positive fund: {n} af {m} fund{a}.</translation>
    </message>
    <message>
        <source>“normal” and “No Indexing” are no findings; what is not coded counts as not labelled.</source>
        <translation>»normal« og »No Indexing« er ikke fund; det, der ikke er kodet, tæller som ikke mærket.</translation>
    </message>
    <message>
        <source>line {n}</source>
        <translation>linje {n}</translation>
    </message>
    <message>
        <source>row {n}</source>
        <translation>række {n}</translation>
    </message>
    <message>
        <source>further on</source>
        <translation>længere fremme</translation>
    </message>
    <message>
        <source>report {n}</source>
        <translation>svar {n}</translation>
    </message>
    <message>
        <source>finding “{0}”</source>
        <translation>fundet »{0}«</translation>
    </message>
    <message>
        <source>{n} more were refused</source>
        <translation>{n} flere blev afvist</translation>
    </message>
    <message>
        <source>the report id is there already, in {a}</source>
        <translation>svarets id er der allerede, i {a}</translation>
    </message>
    <message>
        <source>it has no id</source>
        <translation>det har intet id</translation>
    </message>
    <message>
        <source>it holds broken characters</source>
        <translation>det indeholder ødelagte tegn</translation>
    </message>
    <message>
        <source>the taxonomy “{0}” does not ask it; {n} labels left out</source>
        <translation>taksonomien »{0}« spørger ikke efter det; {n} mærker udeladt</translation>
    </message>
    <message>
        <source>“{0}” is missing</source>
        <translation>»{0}« mangler</translation>
    </message>
    <message>
        <source>“{0}” is not an object of findings and classes</source>
        <translation>»{0}« er ikke et objekt af fund og klasser</translation>
    </message>
    <message>
        <source>a label is for something that is no finding id</source>
        <translation>et mærke gælder noget, der ikke er et funds id</translation>
    </message>
    <message>
        <source>a finding is labelled twice</source>
        <translation>et fund er mærket to gange</translation>
    </message>
    <message>
        <source>a label is not one of {0}</source>
        <translation>et mærke er ikke et af {0}</translation>
    </message>
    <message>
        <source>“images” is not a list of at most {n} paths</source>
        <translation>»images« er ikke en liste på højst {n} stier</translation>
    </message>
    <message>
        <source>the labels speak of another taxonomy than those before</source>
        <translation>mærkerne hører til en anden taksonomi end de forrige</translation>
    </message>
    <message>
        <source>the line is longer than {n} characters</source>
        <translation>linjen er længere end {n} tegn</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>den har for mange niveauer</translation>
    </message>
    <message>
        <source>it is not valid JSON{a}</source>
        <translation>det er ikke gyldig JSON{a}</translation>
    </message>
    <message>
        <source>it is not a JSON object; every line holds one report</source>
        <translation>det er ikke et JSON-objekt; hver linje indeholder ét svar</translation>
    </message>
    <message>
        <source>a key is there twice</source>
        <translation>en nøgle er der to gange</translation>
    </message>
    <message>
        <source>it holds NaN or Infinity, which JSON does not have</source>
        <translation>den indeholder NaN eller Infinity, som JSON ikke har</translation>
    </message>
    <message>
        <source>“{0}” is not text</source>
        <translation>»{0}« er ikke tekst</translation>
    </message>
    <message>
        <source>an image path leads out of the folder through a link</source>
        <translation>en billedsti fører ud af mappen gennem et link</translation>
    </message>
    <message>
        <source>an image path is empty, too long or holds control characters</source>
        <translation>en billedsti er tom, for lang eller indeholder styretegn</translation>
    </message>
    <message>
        <source>an image path is absolute or an address; it must be relative to the file</source>
        <translation>en billedsti er absolut eller en adresse; den skal være relativ til filen</translation>
    </message>
    <message>
        <source>an image path leads out of the folder</source>
        <translation>en billedsti fører ud af mappen</translation>
    </message>
    <message>
        <source>an image is not a .png, .jpg, .jpeg, .dcm or .dicom file</source>
        <translation>et billede er ikke en .png-, .jpg-, .jpeg-, .dcm- eller .dicom-fil</translation>
    </message>
    <message>
        <source>there is no report id</source>
        <translation>der er intet svar-id</translation>
    </message>
    <message>
        <source>there is no patient id</source>
        <translation>der er intet patient-id</translation>
    </message>
    <message>
        <source>the report id is longer than {n} characters</source>
        <translation>svarets id er længere end {n} tegn</translation>
    </message>
    <message>
        <source>the patient id is longer than {n} characters</source>
        <translation>patientens id er længere end {n} tegn</translation>
    </message>
    <message>
        <source>the report id holds characters that cannot be printed</source>
        <translation>svarets id har tegn, der ikke kan udskrives</translation>
    </message>
    <message>
        <source>the patient id holds characters that cannot be printed</source>
        <translation>patientens id har tegn, der ikke kan udskrives</translation>
    </message>
    <message>
        <source>the report id was turned into a rounded number by a spreadsheet</source>
        <translation>svarets id er blevet til et afrundet tal i et regneark</translation>
    </message>
    <message>
        <source>the patient id was turned into a rounded number by a spreadsheet</source>
        <translation>patientens id er blevet til et afrundet tal i et regneark</translation>
    </message>
    <message>
        <source>the text is longer than {n} characters</source>
        <translation>teksten er længere end {n} tegn</translation>
    </message>
    <message>
        <source>the text holds a NUL character</source>
        <translation>teksten indeholder et NUL-tegn</translation>
    </message>
    <message>
        <source>the text holds bytes that are no characters in the file&apos;s encoding</source>
        <translation>teksten indeholder byte, der ikke er tegn i filens kodning</translation>
    </message>
    <message>
        <source>the language is not a code like “en”</source>
        <translation>sproget er ikke en kode som »da«</translation>
    </message>
    <message>
        <source>the study date is not written like 2020-01-31</source>
        <translation>undersøgelsesdatoen er ikke skrevet som 2020-01-31</translation>
    </message>
    <message>
        <source>it has {n} cells where the header has {m}</source>
        <translation>den har {n} celler, hvor overskriften har {m}</translation>
    </message>
    <message>
        <source>a quote that is opened here is never closed, so all that follows could not be read</source>
        <translation>et citationstegn, der åbnes her, lukkes aldrig, så resten kunne ikke læses</translation>
    </message>
    <message>
        <source>a cell is too long</source>
        <translation>en celle er for lang</translation>
    </message>
    <message>
        <source>a quote stands where none can</source>
        <translation>et citationstegn står, hvor det ikke kan stå</translation>
    </message>
    <message>
        <source>the label in “{0}” is not one of {a}</source>
        <translation>mærket i »{0}« er ikke blandt {a}</translation>
    </message>
    <message>
        <source>it is a link or a device, not a file</source>
        <translation>det er et link eller en enhed, ikke en fil</translation>
    </message>
    <message>
        <source>its name leads out of the archive</source>
        <translation>navnet fører ud af arkivet</translation>
    </message>
    <message>
        <source>it is not an .xml file</source>
        <translation>det er ikke en .xml-fil</translation>
    </message>
    <message>
        <source>it is larger than {n} MB</source>
        <translation>den er større end {n} MB</translation>
    </message>
    <message>
        <source>it has no uId, so it is no report of Open-i</source>
        <translation>det har intet uId og er derfor ikke et svar fra Open-i</translation>
    </message>
    <message>
        <source>it is not well-formed XML</source>
        <translation>det er ikke korrekt XML</translation>
    </message>
    <message>
        <source>it has a DOCTYPE, which may read other files</source>
        <translation>det har en DOCTYPE, som kan læse andre filer</translation>
    </message>
    <message>
        <source>text from {a}</source>
        <translation>tekst fra {a}</translation>
    </message>
    <message>
        <source>no column holds report text</source>
        <translation>ingen kolonne har svartekst</translation>
    </message>
    <message>
        <source>patient id from {a}</source>
        <translation>patientens id fra {a}</translation>
    </message>
    <message>
        <source>study date from {a}</source>
        <translation>undersøgelsesdato fra {a}</translation>
    </message>
    <message>
        <source>language from {a}</source>
        <translation>sprog fra {a}</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>»{0}«</translation>
    </message>
    <message>
        <source>words: the class names</source>
        <translation>ord: klassernes navne</translation>
    </message>
    <message>
        <source> ({a}: {b}, and {n} more were refused)</source>
        <translation> ({a}: {b}, og {n} flere blev afvist)</translation>
    </message>
    <message>
        <source>, which is a guess (look at the accents),</source>
        <translation>, hvilket er et gæt (se på æ, ø og å),</translation>
    </message>
    <message>
        <source>commas</source>
        <translation>kommaer</translation>
    </message>
    <message>
        <source>semicolons</source>
        <translation>semikoloner</translation>
    </message>
    <message>
        <source>tabs</source>
        <translation>tabulatorer</translation>
    </message>
    <message>
        <source>vertical bars</source>
        <translation>lodrette streger</translation>
    </message>
    <message>
        <source>load it with --quantise nf4, </source>
        <translation>indlæs den med --quantise nf4, </translation>
    </message>
    <message>
        <source>was ended by signal {0}</source>
        <translation>blev afsluttet af signal {0}</translation>
    </message>
    <message>
        <source>ended by itself (status {0})</source>
        <translation>sluttede af sig selv (status {0})</translation>
    </message>
    <message>
        <source>choose another place or make room</source>
        <translation>vælg et andet sted, eller skaf plads</translation>
    </message>
    <message>
        <source>none: the reports name no language</source>
        <translation>ingen: svarene angiver intet sprog</translation>
    </message>
    <message>
        <source>“{0}” and {a}</source>
        <translation>»{0}« og {a}</translation>
    </message>
    <message>
        <source>{a} or {b}</source>
        <translation>{a} eller {b}</translation>
    </message>
    <message>
        <source>blank {a}</source>
        <translation>tom {a}</translation>
    </message>
    <message>
        <source>{0} means {a}</source>
        <translation>{0} betyder {a}</translation>
    </message>
    <message>
        <source>{0} positive</source>
        <translation>{0} positiv</translation>
    </message>
    <message>
        <source>{0} negative</source>
        <translation>{0} negativ</translation>
    </message>
    <message>
        <source>{0} uncertain</source>
        <translation>{0} usikker</translation>
    </message>
    <message>
        <source>{0} not mentioned</source>
        <translation>{0} ikke nævnt</translation>
    </message>
    <message>
        <source>{0} not labelled</source>
        <translation>{0} ikke mærket</translation>
    </message>
    <message>
        <source>{n} GiB</source>
        <translation>{n} GiB</translation>
    </message>
    <message>
        <source>The new adapter is better than the old one</source>
        <translation>Den nye adapter er bedre end den gamle</translation>
    </message>
    <message>
        <source>The new adapter is not clearly better or worse than the old one</source>
        <translation>Den nye adapter er hverken klart bedre eller dårligere end den gamle</translation>
    </message>
    <message>
        <source>The new adapter is worse than the old one</source>
        <translation>Den nye adapter er dårligere end den gamle</translation>
    </message>
    <message>
        <source>{n} held-out report</source>
        <translation>{n} tilbageholdt svar</translation>
    </message>
    <message>
        <source>{n} held-out reports</source>
        <translation>{n} tilbageholdte svar</translation>
    </message>
    <message>
        <source>{n} patient</source>
        <translation>{n} patient</translation>
    </message>
    <message>
        <source>{n} patients</source>
        <translation>{n} patienter</translation>
    </message>
    <message>
        <source>{n} positive report</source>
        <translation>{n} positivt svar</translation>
    </message>
    <message>
        <source>{n} positive reports</source>
        <translation>{n} positive svar</translation>
    </message>
    <message>
        <source>{n} first read</source>
        <translation>{n} førstebedømmelse</translation>
    </message>
    <message>
        <source>{n} first reads</source>
        <translation>{n} førstebedømmelser</translation>
    </message>
    <message>
        <source>the classes</source>
        <translation>klasserne</translation>
    </message>
    <message>
        <source>the {0} codes</source>
        <translation>koderne {0}</translation>
    </message>
    <message>
        <source> (column {n})</source>
        <translation> (kolonne {n})</translation>
    </message>
    <message>
        <source>blank means {a}</source>
        <translation>tom betyder {a}</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>ikke forstået</translation>
    </message>
    <message>
        <source>A finding is missing before the “=”, as in edema=positive.</source>
        <translation>Der mangler et fund før »=«, som i edema=positive.</translation>
    </message>
    <message>
        <source>“{0}” is no finding of this taxonomy; to search for the words, use quotes.</source>
        <translation>»{0}« er ikke et fund i taksonomien; brug citationstegn for at søge efter ordene.</translation>
    </message>
    <message>
        <source>“{0}” may be one of several findings: {a}.</source>
        <translation>»{0}« kan være et af flere fund: {a}.</translation>
    </message>
    <message>
        <source>No reader “{0}” has worked in this project.</source>
        <translation>Ingen bedømmer »{0}« har arbejdet i projektet.</translation>
    </message>
    <message>
        <source>“{0}” may be one of several readers: {a}.</source>
        <translation>»{0}« kan være en af flere bedømmere: {a}.</translation>
    </message>
    <message>
        <source>This is longer than {n} characters; search for fewer words.</source>
        <translation>Dette er længere end {n} tegn; søg efter færre ord.</translation>
    </message>
    <message>
        <source>These are more than {n} terms; search for fewer.</source>
        <translation>Dette er mere end {n} led; søg efter færre.</translation>
    </message>
    <message>
        <source>“source:” can stand only once.</source>
        <translation>»source:« kan kun stå én gang.</translation>
    </message>
    <message>
        <source>“{0}:” is not a key here; put it in quotes to search for it, or use {a}.</source>
        <translation>»{0}:« er ikke en nøgle her; sæt det i citationstegn for at søge efter det, eller brug {a}.</translation>
    </message>
    <message>
        <source>“{0}:” wants something behind it, such as {a}.</source>
        <translation>»{0}:« skal have noget efter sig, f.eks. {a}.</translation>
    </message>
    <message>
        <source>“{0}” holds no letter and no digit to search for.</source>
        <translation>»{0}« har hverken bogstaver eller cifre at søge efter.</translation>
    </message>
    <message>
        <source>“{0}” is not a class here; use {a}.</source>
        <translation>»{0}« er ikke en klasse her; brug {a}.</translation>
    </message>
    <message>
        <source>“source:” says whose labels are meant and has no opposite; leave the “-” out.</source>
        <translation>»source:« siger, hvis mærker der menes, og har ingen modsætning; udelad »-«.</translation>
    </message>
    <message>
        <source>No report is in “{0}”; the languages here are {a}.</source>
        <translation>Intet svar er på »{0}«; sprogene her er {a}.</translation>
    </message>
    <message>
        <source>“date:” wants a date on one side at least, such as {a}.</source>
        <translation>»date:« skal have en dato på mindst den ene side, f.eks. {a}.</translation>
    </message>
    <message>
        <source>This stretch of dates ends before it begins.</source>
        <translation>Tidsrummet slutter, før det begynder.</translation>
    </message>
    <message>
        <source>There is no date beyond that one.</source>
        <translation>Der findes ingen senere eller tidligere dato end den.</translation>
    </message>
    <message>
        <source>“{0}” is no comparison; use &gt;, &gt;=, &lt; or &lt;=.</source>
        <translation>»{0}« er ikke en sammenligning; brug &gt;, &gt;=, &lt; eller &lt;=.</translation>
    </message>
    <message>
        <source>“{0}” is no date; write 2021, 2021-05 or 2021-05-30.</source>
        <translation>»{0}« er ikke en dato; skriv 2021, 2021-05 eller 2021-05-30.</translation>
    </message>
    <message>
        <source>“{0}:{1}” means nothing here; use {a}.</source>
        <translation>»{0}:{1}« betyder intet her; brug {a}.</translation>
    </message>
    <message>
        <source>Reports still to be read unseen are left out: this asks what the model says.</source>
        <translation>Svar, der endnu skal bedømmes uset, er udeladt: her spørges til, hvad modellen siger.</translation>
    </message>
    <message>
        <source>unread, started, done or skipped</source>
        <translation>ulæst, påbegyndt, færdig eller sprunget over</translation>
    </message>
    <message>
        <source>flagged, unsure or a disagreement</source>
        <translation>med flag, i tvivl eller uenighed</translation>
    </message>
    <message>
        <source>the model, or the reader</source>
        <translation>modellen eller bedømmeren</translation>
    </message>
    <message>
        <source>mentioned at all, or with “=” a class</source>
        <translation>nævnt overhovedet, eller med »=« en klasse</translation>
    </message>
    <message>
        <source>whose labels the findings are</source>
        <translation>hvis mærker fundene er</translation>
    </message>
    <message>
        <source>of the report</source>
        <translation>svarets</translation>
    </message>
    <message>
        <source>who has worked on it</source>
        <translation>hvem der har arbejdet med det</translation>
    </message>
    <message>
        <source>all reports of one patient</source>
        <translation>alle svar på én patient</translation>
    </message>
    <message>
        <source>a comment, image, text or suggestion</source>
        <translation>en kommentar, et billede, tekst eller forslag</translation>
    </message>
    <message>
        <source>The image {0} cannot be read: decoding it took too long, too much memory, or failed.</source>
        <translation>Billedet {0} kan ikke læses: afkodningen tog for lang tid, for meget hukommelse eller mislykkedes.</translation>
    </message>
    <message>
        <source>Images are not read any more.</source>
        <translation>Der læses ikke flere billeder.</translation>
    </message>
    <message>
        <source>Images cannot be read: their process cannot be started ({a}).</source>
        <translation>Billeder kan ikke læses: deres proces kan ikke startes ({a}).</translation>
    </message>
    <message>
        <source>This image cannot be shown: something went wrong inside the program.</source>
        <translation>Billedet kan ikke vises: noget gik galt i programmet.</translation>
    </message>
    <message>
        <source>The image {0} is a DICOM file stored in a way that is not read here ({1}).</source>
        <translation>Billedet {0} er en DICOM-fil, gemt på en måde, der ikke læses her ({1}).</translation>
    </message>
    <message>
        <source>The image {0} is a DICOM file, but it is damaged or cut off.</source>
        <translation>Billedet {0} er en DICOM-fil, men den er beskadiget eller afkortet.</translation>
    </message>
    <message>
        <source>The file {0} is a DICOM file without a picture.</source>
        <translation>Filen {0} er en DICOM-fil uden billede.</translation>
    </message>
    <message>
        <source>The image {0} has more than {n} bits a pixel, which is not read here.</source>
        <translation>Billedet {0} har mere end {n} bit pr. pixel, hvilket ikke læses her.</translation>
    </message>
    <message>
        <source>The image {0} claims two sizes at once; it is damaged.</source>
        <translation>Billedet {0} angiver to størrelser på én gang; det er beskadiget.</translation>
    </message>
    <message>
        <source>The image {0} has more than {n} million pixels.</source>
        <translation>Billedet {0} har mere end {n} millioner pixler.</translation>
    </message>
    <message>
        <source>The image {0} is not a PNG, JPEG or DICOM file, or it is damaged.</source>
        <translation>Billedet {0} er ikke en PNG-, JPEG- eller DICOM-fil, eller det er beskadiget.</translation>
    </message>
    <message>
        <source>The image {0} is not there: it was moved, renamed or deleted.</source>
        <translation>Billedet {0} er der ikke: det er flyttet, omdøbt eller slettet.</translation>
    </message>
    <message>
        <source>The image {0} is larger than {n} MB.</source>
        <translation>Billedet {0} er større end {n} MB.</translation>
    </message>
    <message>
        <source>The image {0} does not fit into memory.</source>
        <translation>Der er ikke plads i hukommelsen til billedet {0}.</translation>
    </message>
    <message>
        <source>The image {0} cannot be opened: {a}.</source>
        <translation>Billedet {0} kan ikke åbnes: {a}.</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>der er ikke mere plads</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>der er ikke mere plads</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>adgang nægtet</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>adgang nægtet</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>filen eller mappen findes ikke</translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation>filen eller mappen findes ikke</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>det er en mappe</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>det er en mappe</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>drevet er skrivebeskyttet</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>drevet er skrivebeskyttet</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>fejl ved læsning eller skrivning</translation>
    </message>
    <message>
        <source>input/output error</source>
        <translation>fejl ved læsning eller skrivning</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>filnavnet er for langt</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>det er ikke en mappe</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>der er ikke mere hukommelse</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>for mange åbne filer</translation>
    </message>
    <message>
        <source>the disk gave no reason</source>
        <translation>disken gav ingen grund</translation>
    </message>
    <message>
        <source>the system gave no reason</source>
        <translation>systemet gav ingen grund</translation>
    </message>
    <message>
        <source>This adapter was never compared with another one on reports of this project.</source>
        <translation>Denne adapter er aldrig sammenlignet med en anden på svar fra dette projekt.</translation>
    </message>
    <message>
        <source>Nothing is known here of how well it answers.</source>
        <translation>Her vides intet om, hvor godt den svarer.</translation>
    </message>
    <message>
        <source>The old and the new adapter could not be compared.</source>
        <translation>Den gamle og den nye adapter kunne ikke sammenlignes.</translation>
    </message>
    <message>
        <source>No held-out report has a label that mentions a finding.</source>
        <translation>Intet tilbageholdt svar har et mærke, der nævner et fund.</translation>
    </message>
    <message>
        <source>{a}: F1 {n} before, {m} now, a difference of {k} (95 % interval {l} to {j}) on {b} of {c}.</source>
        <translation>{a}: F1 {n} før, {m} nu, en forskel på {k} (95 %-interval {l} til {j}) på {b} fra {c}.</translation>
    </message>
    <message>
        <source>The new adapter answers fewer findings right; keep the old one.</source>
        <translation>Den nye adapter svarer rigtigt på færre fund; behold den gamle.</translation>
    </message>
    <message>
        <source>The difference may be chance.</source>
        <translation>Forskellen kan være tilfældig.</translation>
    </message>
    <message>
        <source>{0} is guarded and lost sensitivity: {n} before, {m} now, of {a}.</source>
        <translation>{0} er beskyttet og har mistet sensitivitet: {n} før, {m} nu, af {a}.</translation>
    </message>
    <message>
        <source>The comparison is not blind: the held-out reports were corrected with suggestions in view.</source>
        <translation>Sammenligningen er ikke blind: de tilbageholdte svar blev rettet med forslagene synlige.</translation>
    </message>
    <message>
        <source>Only {a} held out; {n} are needed to be sure.</source>
        <translation>Kun {a} er holdt tilbage; der skal {n} til for at være sikker.</translation>
    </message>
    <message>
        <source>No held-out report is positive for {0}, so nothing is known of them.</source>
        <translation>Intet tilbageholdt svar er positivt for {0}, så intet vides om dem.</translation>
    </message>
    <message>
        <source>It was compared with another adapter than the one that suggests now.</source>
        <translation>Den blev sammenlignet med en anden adapter end den, der foreslår nu.</translation>
    </message>
    <message>
        <source>Only {a} held out; {n} are needed for an interval to be trusted.</source>
        <translation>Kun {a} er holdt tilbage; der skal {n} til, for at man kan stole på et interval.</translation>
    </message>
    <message>
        <source>No report was held out of {0}, so nothing is known of how it answers there.</source>
        <translation>Intet svar er holdt tilbage fra {0}, så intet vides om, hvordan den svarer dér.</translation>
    </message>
    <message>
        <source>The run&apos;s process cannot be started: {a}.</source>
        <translation>Træningens proces kan ikke startes: {a}.</translation>
    </message>
    <message>
        <source>No report of these files has a label that the taxonomies of the run ask.</source>
        <translation>Intet svar i filerne har et mærke, som træningens taksonomier spørger om.</translation>
    </message>
    <message>
        <source>This project does not ask the taxonomy “{0}”.</source>
        <translation>Projektet bruger ikke taksonomien »{0}«.</translation>
    </message>
    <message>
        <source>Two reports of these files have the id “{0}”: give each one of its own.</source>
        <translation>To svar i filerne har id&apos;et »{0}«: giv dem hver sit.</translation>
    </message>
    <message>
        <source>A training step could not be tried: its process ended early. Is the memory enough?</source>
        <translation>Et træningstrin kunne ikke afprøves: dets proces sluttede for tidligt. Er der hukommelse nok?</translation>
    </message>
    <message>
        <source>Trying out a training step took too long. Close other programs, then try again.</source>
        <translation>Det tog for lang tid at afprøve et træningstrin. Luk andre programmer, og prøv så igen.</translation>
    </message>
    <message>
        <source>Training needs {n} MiB of disk and {m} MiB are free: make room.</source>
        <translation>Træningen kræver {n} MiB diskplads, og {m} MiB er ledige: skaf plads.</translation>
    </message>
    <message>
        <source>Training needs about {n} GiB of memory and {m} GiB are free: close other programs, or train on another computer.</source>
        <translation>Træningen kræver ca. {n} GiB hukommelse, og {m} GiB er ledige: luk andre programmer, eller træn på en anden computer.</translation>
    </message>
    <message>
        <source>There are too few corrected reports to learn from: {n} of at least {m}. Correct and commit more.</source>
        <translation>Der er for få rettede svar at lære af: {n} af mindst {m}. Ret og godkend flere.</translation>
    </message>
    <message>
        <source>All corrected reports are of one patient. Correct reports of other patients first.</source>
        <translation>Alle rettede svar er fra én patient. Ret først svar fra andre patienter.</translation>
    </message>
    <message>
        <source>Of the corrected reports too few are left to learn from: the others are kept apart to compare the adapters, or left out. Correct reports of more patients.</source>
        <translation>Der er for få af de rettede svar tilbage at lære af: de andre holdes for sig til at sammenligne adapterne eller er udeladt. Ret svar fra flere patienter.</translation>
    </message>
    <message>
        <source>All labels are of one class: a model would learn to say nothing else. Correct more reports first.</source>
        <translation>Alle mærker er af én klasse: en model ville lære kun at sige den. Ret flere svar først.</translation>
    </message>
    <message>
        <source>{0} holds a run already: resume it, or choose another place.</source>
        <translation>{0} indeholder allerede en træning: fortsæt den, eller vælg et andet sted.</translation>
    </message>
    <message>
        <source>The run {0} of this project is under way: wait for it, pause it or cancel it.</source>
        <translation>Træningen {0} i projektet er i gang: vent på den, sæt den på pause, eller annuller den.</translation>
    </message>
    <message>
        <source>The run {0} is under way.</source>
        <translation>Træningen {0} er i gang.</translation>
    </message>
    <message>
        <source>The run {0} is over: start a new one.</source>
        <translation>Træningen {0} er forbi: start en ny.</translation>
    </message>
    <message>
        <source>{0} of this run is damaged or cannot be read: start a new run.</source>
        <translation>{0} i denne træning er beskadiget eller kan ikke læses: start en ny træning.</translation>
    </message>
    <message>
        <source>{0} is no training run: it has no {1}.</source>
        <translation>{0} er ikke en træning: den mangler {1}.</translation>
    </message>
    <message>
        <source>The adapter {0} does not answer what it answered when it was made (off by {n}); it is damaged, or was made with another version of the model&apos;s libraries. Do not use it.</source>
        <translation>Adapteren {0} svarer ikke, som da den blev lavet (afvigelse {n}); den er beskadiget eller lavet med en anden version af modellens biblioteker. Brug den ikke.</translation>
    </message>
    <message>
        <source>The adapter {0} has no fingerprint that can be asked, so nobody can say it is whole.</source>
        <translation>Adapteren {0} har intet fingeraftryk, der kan afprøves, så ingen kan sige, at den er hel.</translation>
    </message>
    <message>
        <source>The saved adapter answers otherwise than the trained one (off by {n}): it was thrown away. The old adapter stays in use; start the run again.</source>
        <translation>Den gemte adapter svarer anderledes end den trænede (afvigelse {n}): den er kasseret. Den gamle adapter er stadig i brug; start træningen igen.</translation>
    </message>
    <message>
        <source>Training stopped at step {n}: the loss is not a number. The old adapter stays in use.</source>
        <translation>Træningen stoppede ved trin {n}: fejlmålet er ikke et tal. Den gamle adapter er stadig i brug.</translation>
    </message>
    <message>
        <source>Training stopped at its first step: a loss of {n} means a wrong prompt or model.</source>
        <translation>Træningen stoppede ved første trin: et fejlmål på {n} betyder, at prompten eller modellen er forkert.</translation>
    </message>
    <message>
        <source>The memory is not enough to train on one report of {n} tokens: close other programs, choose a smaller model, or train on another machine. The old adapter stays in use.</source>
        <translation>Der er ikke hukommelse nok til at træne på et enkelt svar på {n} tokens: luk andre programmer, vælg en mindre model, eller træn på en anden computer. Den gamle adapter er stadig i brug.</translation>
    </message>
    <message>
        <source>The checkpoint is of a run with other settings or other reports: start a new run.</source>
        <translation>Det gemte mellemtrin er fra en træning med andre indstillinger eller andre svar: start en ny træning.</translation>
    </message>
    <message>
        <source>A checkpoint of the training could not be written ({a}): make room, then resume the run.</source>
        <translation>Et mellemtrin i træningen kunne ikke gemmes ({a}): skaf plads, og fortsæt så træningen.</translation>
    </message>
    <message>
        <source>The model&apos;s libraries are not installed ({0}): install the extra “model” to train.</source>
        <translation>Modellens biblioteker er ikke installeret ({0}): installer tilvalget »model« for at træne.</translation>
    </message>
    <message>
        <source>The memory ran out: close other programs, then resume the run. The old adapter stays in use, and the corrections are untouched.</source>
        <translation>Hukommelsen slap op: luk andre programmer, og fortsæt så træningen. Den gamle adapter er stadig i brug, og rettelserne er urørte.</translation>
    </message>
    <message>
        <source>The graphics card failed or is gone: see to it or restart the computer, then resume. The old adapter stays in use, and the corrections are untouched.</source>
        <translation>Grafikkortet svigtede eller er væk: se til det, eller genstart computeren, og fortsæt så. Den gamle adapter er stadig i brug, og rettelserne er urørte.</translation>
    </message>
    <message>
        <source>The disk did not take what was to be written: make room, then resume the run. The old adapter stays in use, and the corrections are untouched.</source>
        <translation>Disken tog ikke imod det, der skulle skrives: skaf plads, og fortsæt så træningen. Den gamle adapter er stadig i brug, og rettelserne er urørte.</translation>
    </message>
    <message>
        <source>The folder of the run cannot be used ({a}): see to it, then resume the run. The old adapter stays in use, and the corrections are untouched.</source>
        <translation>Træningens mappe kan ikke bruges ({a}): se til den, og fortsæt så træningen. Den gamle adapter er stadig i brug, og rettelserne er urørte.</translation>
    </message>
    <message>
        <source>Training failed ({0}); the run&apos;s log.txt says where. The old adapter stays in use, and the corrections are untouched.</source>
        <translation>Træningen mislykkedes ({0}); træningens log.txt viser hvor. Den gamle adapter er stadig i brug, og rettelserne er urørte.</translation>
    </message>
    <message>
        <source>It was made for the backbone {0}, which is not here; embedded are {1}.</source>
        <translation>Den er lavet til basismodellen {0}, som ikke findes her; indbygget er {1}.</translation>
    </message>
    <message>
        <source>There is no backbone {0}: embedded are {1}.</source>
        <translation>Der er ingen basismodel {0}: indbygget er {1}.</translation>
    </message>
    <message>
        <source>{0} of this run was changed or exchanged; the run cannot be judged by it.</source>
        <translation>{0} fra denne træning er ændret eller byttet ud; træningen kan ikke bedømmes ud fra den.</translation>
    </message>
    <message>
        <source>{0} of this run was answered by another adapter; the run cannot be judged by it.</source>
        <translation>{0} fra denne træning er besvaret af en anden adapter; træningen kan ikke bedømmes ud fra den.</translation>
    </message>
    <message>
        <source>What the adapter {0} was compared on has changed meanwhile; look at it again.</source>
        <translation>Det, som adapteren {0} blev sammenlignet på, er ændret imens; se på den igen.</translation>
    </message>
    <message>
        <source>A file of the adapter {0} is a link: nobody can say what it leads to.</source>
        <translation>En fil i adapteren {0} er et link: ingen kan sige, hvor det fører hen.</translation>
    </message>
    <message>
        <source>The card of the adapter {0} is not as this program wrote it: delete {1} and look at the comparison once more, then it is written anew.</source>
        <translation>Adapteren {0}s kort er ikke, som programmet skrev det: slet {1}, og se på sammenligningen igen, så skrives det på ny.</translation>
    </message>
    <message>
        <source>The card of the adapter {0} cannot be read ({a}).</source>
        <translation>Adapteren {0}s kort kan ikke læses ({a}).</translation>
    </message>
    <message>
        <source>The card in {0} is longer than any card; it was not unpacked.</source>
        <translation>Kortet i {0} er længere end noget kort; det blev ikke pakket ud.</translation>
    </message>
    <message>
        <source>The card in {0} is no text; it was not unpacked.</source>
        <translation>Kortet i {0} er ikke tekst; det blev ikke pakket ud.</translation>
    </message>
    <message>
        <source>The card in {0} holds hidden signs; it was not unpacked.</source>
        <translation>Kortet i {0} indeholder skjulte tegn; det blev ikke pakket ud.</translation>
    </message>
    <message>
        <source>The card in {0} holds links or markup; it was not unpacked.</source>
        <translation>Kortet i {0} indeholder links eller opmærkning; det blev ikke pakket ud.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Træner</translation>
    </message>
    <message>
        <source>Memory ran out: going on with {n} tokens at a time</source>
        <translation>Hukommelsen slap op: fortsætter med {n} tokens ad gangen</translation>
    </message>
    <message>
        <source>The new adapter is ready to be compared.</source>
        <translation>Den nye adapter er klar til at blive sammenlignet.</translation>
    </message>
    <message>
        <source>The run rests; it can be resumed where it was.</source>
        <translation>Træningen hviler; den kan fortsættes, hvor den var.</translation>
    </message>
    <message>
        <source>The run was given up; nothing of it is kept.</source>
        <translation>Træningen blev opgivet; intet af den er gemt.</translation>
    </message>
    <message>
        <source>The run&apos;s process ended without a word: it was ended from outside, or the computer was. It can be resumed from its last checkpoint. The old adapter stays in use.</source>
        <translation>Træningens proces sluttede uden et ord: den blev afsluttet udefra, eller computeren blev slukket. Den kan fortsættes fra det sidst gemte mellemtrin. Den gamle adapter er stadig i brug.</translation>
    </message>
    <message>
        <source>Reading what is to be learned</source>
        <translation>Læser det, der skal læres</translation>
    </message>
    <message>
        <source>Saving the adapter</source>
        <translation>Gemmer adapteren</translation>
    </message>
    <message>
        <source>Loading the saved adapter</source>
        <translation>Indlæser den gemte adapter</translation>
    </message>
    <message>
        <source>The old adapter answers held-out reports: {n} of {m}</source>
        <translation>Den gamle adapter besvarer tilbageholdte svar: {n} af {m}</translation>
    </message>
    <message>
        <source>The new adapter answers held-out reports: {n} of {m}</source>
        <translation>Den nye adapter besvarer tilbageholdte svar: {n} af {m}</translation>
    </message>
    <message>
        <source>reports that are not committed yet</source>
        <translation>svar, der endnu ikke er godkendt</translation>
    </message>
    <message>
        <source>reports without text</source>
        <translation>svar uden tekst</translation>
    </message>
    <message>
        <source>reports that were labelled with other classes</source>
        <translation>svar, der er mærket med andre klasser</translation>
    </message>
    <message>
        <source>labels that the reader is not sure of</source>
        <translation>mærker, som bedømmeren er usikker på</translation>
    </message>
    <message>
        <source>reports without a label that counts</source>
        <translation>svar uden et mærke, der tæller</translation>
    </message>
    <message>
        <source>reports of the same text as one that is kept apart</source>
        <translation>svar med samme tekst som et, der holdes for sig</translation>
    </message>
    <message>
        <source>reports of the same text as another</source>
        <translation>svar med samme tekst som et andet</translation>
    </message>
    <message>
        <source>labels that contradict each other on the same text</source>
        <translation>mærker, der modsiger hinanden om samme tekst</translation>
    </message>
    <message>
        <source>reports of patients kept apart that are no first reads</source>
        <translation>svar fra patienter, der holdes for sig, som ikke er førstebedømmelser</translation>
    </message>
    <message>
        <source>reports kept apart whose text an earlier training learned from</source>
        <translation>svar, der holdes for sig, hvis tekst en tidligere træning har lært af</translation>
    </message>
    <message>
        <source>lines that could not be read</source>
        <translation>linjer, der ikke kunne læses</translation>
    </message>
    <message>
        <source>answered before the suggestion was seen</source>
        <translation>besvaret, før forslaget var set</translation>
    </message>
    <message>
        <source>set with its own key</source>
        <translation>sat med sin egen tast</translation>
    </message>
    <message>
        <source>accepted with its own key</source>
        <translation>accepteret med sin egen tast</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importeret</translation>
    </message>
    <message>
        <source>accepted by committing the report</source>
        <translation>accepteret ved at godkende svaret</translation>
    </message>
    <message>
        <source>drawn at random from all unread reports; read it before its suggestion is shown</source>
        <translation>trukket tilfældigt blandt alle ulæste svar; læs det, før forslaget vises</translation>
    </message>
    <message>
        <source>drawn at random earlier and still to be read, before its suggestion is shown</source>
        <translation>trukket tilfældigt tidligere og endnu ikke læst; læs det, før forslaget vises</translation>
    </message>
    <message>
        <source>next in the order of import</source>
        <translation>det næste i importens rækkefølge</translation>
    </message>
    <message>
        <source>the model is unsure of {0} here</source>
        <translation>modellen er i tvivl om {0} her</translation>
    </message>
    <message>
        <source>no positive of {0} so far; {a}</source>
        <translation>ingen positive af {0} indtil nu; {a}</translation>
    </message>
    <message>
        <source>only {n} positive of {0} so far; {a}</source>
        <translation>kun {n} positiv af {0} indtil nu; {a}</translation>
    </message>
    <message>
        <source>only {n} positives of {0} so far; {a}</source>
        <translation>kun {n} positive af {0} indtil nu; {a}</translation>
    </message>
    <message>
        <source>the report names it</source>
        <translation>svaret nævner det</translation>
    </message>
    <message>
        <source>the report names it, the model does not suggest it</source>
        <translation>svaret nævner det, modellen foreslår det ikke</translation>
    </message>
    <message>
        <source>the model suggests it, the report does not name it</source>
        <translation>modellen foreslår det, svaret nævner det ikke</translation>
    </message>
    <message>
        <source>the model is unsure of it here</source>
        <translation>modellen er i tvivl om det her</translation>
    </message>
    <message>
        <source>like report {0}</source>
        <translation>ligner svar {0}</translation>
    </message>
    <message>
        <source>like report {0}, which is done</source>
        <translation>ligner svar {0}, som er færdigt</translation>
    </message>
    <message>
        <source>found by the search</source>
        <translation>fundet af søgningen</translation>
    </message>
    <message>
        <source>the model says something else of {0} than the one before it</source>
        <translation>modellen siger noget andet om {0} end den forrige</translation>
    </message>
    <message>
        <source>look again at {0}: the model is sure of another answer</source>
        <translation>se igen på {0}: modellen er sikker på et andet valg</translation>
    </message>
    <message>
        <source>the report names {0}, the model does not suggest it</source>
        <translation>svaret nævner {0}, modellen foreslår det ikke</translation>
    </message>
    <message>
        <source>the model suggests {0}, the report does not name it</source>
        <translation>modellen foreslår {0}, svaret nævner det ikke</translation>
    </message>
    <message>
        <source>A reading session is on: end it before another one begins.</source>
        <translation>En læsesession er i gang: afslut den, før en ny begynder.</translation>
    </message>
    <message>
        <source>The findings that are asked have changed since: this session can only be ended.</source>
        <translation>De fund, der spørges om, er ændret siden: sessionen kan kun afsluttes.</translation>
    </message>
    <message>
        <source>The reading session that was left could not be read and is forgotten; every label of it is kept.</source>
        <translation>Læsesessionen, der blev forladt, kunne ikke læses og er glemt; alle dens mærker er bevaret.</translation>
    </message>
    <message>
        <source>There is no reading session to go on with.</source>
        <translation>Der er ingen læsesession at fortsætte.</translation>
    </message>
    <message>
        <source>No unread report is left in which words and suggestions disagree.</source>
        <translation>Der er intet ulæst svar tilbage, hvor ord og forslag er uenige.</translation>
    </message>
    <message>
        <source>No label is left that a model which never learned it is sure to answer otherwise.</source>
        <translation>Der er intet mærke tilbage, som en model, der aldrig lærte det, er sikker på at svare anderledes på.</translation>
    </message>
    <message>
        <source>No unread report is left that is like one that is done.</source>
        <translation>Der er intet ulæst svar tilbage, som ligner et, der er færdigt.</translation>
    </message>
    <message>
        <source>This search finds no unread report.</source>
        <translation>Søgningen finder intet ulæst svar.</translation>
    </message>
    <message>
        <source>A reading session cannot begin here. {a}</source>
        <translation>En læsesession kan ikke begynde her. {a}</translation>
    </message>
    <message>
        <source>A reading session looks for findings of its taxonomy, and for so many of each or none.</source>
        <translation>En læsesession søger efter fund i sin taksonomi, og efter så mange af hvert eller ingen.</translation>
    </message>
    <message>
        <source>A reading session is of so many reports or of so many minutes: at least one.</source>
        <translation>En læsesession er på så mange svar eller så mange minutter: mindst ét.</translation>
    </message>
    <message>
        <source>This project holds no reports yet: import some first.</source>
        <translation>Projektet rummer ingen svar endnu: importér nogle først.</translation>
    </message>
    <message>
        <source>No report is left unread, so there is nothing to read in a session.</source>
        <translation>Intet svar er ulæst, så der er intet at læse i en session.</translation>
    </message>
    <message>
        <source>No report that is done stands behind this one: open one that a session of look-alikes serves.</source>
        <translation>Intet færdigt svar står bag dette: åbn et, som en læsesession med næsten ens svar kommer med.</translation>
    </message>
    <message>
        <source>This report is begun already: what somebody is correcting is not changed.</source>
        <translation>Dette svar er allerede begyndt: det, nogen er ved at rette, ændres ikke.</translation>
    </message>
    <message>
        <source>The report that this one is like has no labels any more.</source>
        <translation>Svaret, som dette ligner, har ingen mærker længere.</translation>
    </message>
</context>
<context>
    <name>DockTabs</name>
    <message>
        <source>Panels that lie on one another</source>
        <translation>Paneler, der ligger oven på hinanden</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Only files and folders of this computer can be dropped here.</source>
        <translation>Kun filer og mapper på denne computer kan slippes her.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Eksportér</translation>
    </message>
    <message>
        <source>All reports</source>
        <translation>Alle svar</translation>
    </message>
    <message>
        <source>With the &amp;text of the reports</source>
        <translation>Med svarenes &amp;tekst</translation>
    </message>
    <message>
        <source>JSON lines: all that is known</source>
        <translation>JSON-linjer: alt, der vides</translation>
    </message>
    <message>
        <source>CSV, codes of MIMIC-CXR</source>
        <translation>CSV, koder fra MIMIC-CXR</translation>
    </message>
    <message>
        <source>CSV, codes of MOSAIC</source>
        <translation>CSV, koder fra MOSAIC</translation>
    </message>
    <message>
        <source>&amp;Hashes for ids and names</source>
        <translation>&amp;Hashværdier for id&apos;er og navne</translation>
    </message>
    <message>
        <source>The text is not searched for names: share the file only where the reports may be shared.</source>
        <translation>Teksten gennemsøges ikke for navne: del kun filen, hvor svarene må deles.</translation>
    </message>
    <message>
        <source>Text, ids and dates may name patients: share the file only where the reports may be shared.</source>
        <translation>Tekst, id&apos;er og datoer kan udpege patienter: del kun filen, hvor svarene må deles.</translation>
    </message>
    <message>
        <source>No text, no date and no id as it is here leaves with the file.</source>
        <translation>Ingen tekst, ingen datoer og ingen id&apos;er, som de står her, følger med filen.</translation>
    </message>
    <message>
        <source>Ids may name patients: share the file only where they may be shared.</source>
        <translation>Id&apos;er kan udpege patienter: del kun filen, hvor de må deles.</translation>
    </message>
    <message>
        <source>JSON lines can be imported again; a table (CSV) has one row a report, labels only.</source>
        <translation>JSON-linjer kan importeres igen; en tabel (CSV) har én række pr. svar, kun med mærker.</translation>
    </message>
    <message>
        <source>Without it comments are left out too: they may quote it. A table holds no text.</source>
        <translation>Uden den udelades også kommentarer: de kan citere den. En tabel har ingen tekst.</translation>
    </message>
    <message>
        <source>&amp;Reports</source>
        <translation>&amp;Svar</translation>
    </message>
    <message>
        <source>Reports without labels go out too, with none.</source>
        <translation>Svar uden mærker kommer også med, uden mærker.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Pseudonyms</source>
        <translation>Pseudonymer</translation>
    </message>
    <message>
        <source>The same in every export of this project. Dates, image paths and comments are left out.</source>
        <translation>De samme i hver eksport af projektet. Datoer, billedstier og kommentarer udelades.</translation>
    </message>
    <message>
        <source>&amp;Choose a file…</source>
        <translation>&amp;Vælg en fil…</translation>
    </message>
    <message>
        <source>&amp;Form</source>
        <translation>&amp;Format</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Export</source>
        <translation>Eksportér</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <translation>Skriver {0}</translation>
    </message>
    <message>
        <source>{0} reports were written to {1}.</source>
        <translation>{0} svar blev skrevet til {1}.</translation>
    </message>
    <message>
        <source>{0} report was written to {1}.</source>
        <translation>{0} svar blev skrevet til {1}.</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was written.</source>
        <translation>Eksporten blev stoppet; intet blev skrevet.</translation>
    </message>
    <message>
        <source>The export failed.</source>
        <translation>Eksporten mislykkedes.</translation>
    </message>
    <message>
        <source>A file is being written already.</source>
        <translation>Der skrives allerede en fil.</translation>
    </message>
    <message>
        <source>No file is being written.</source>
        <translation>Der skrives ingen fil.</translation>
    </message>
    <message>
        <source>All reports ({0})</source>
        <translation>Alle svar ({0})</translation>
    </message>
    <message>
        <source>Only those that are done ({0})</source>
        <translation>Kun de færdige ({0})</translation>
    </message>
    <message>
        <source>What the worklist shows ({0}): {1}</source>
        <translation>Det, arbejdslisten viser ({0}): {1}</translation>
    </message>
    <message>
        <source>A file is still being written. If you close now, nothing of it is left.</source>
        <translation>Der skrives stadig en fil. Lukker du nu, bliver intet af den tilbage.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bliv</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Stop, og luk</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this report</source>
        <translation>Søg i dette svar</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>ikke fundet</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>søger…</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} af {1}</translation>
    </message>
    <message>
        <source>{1} found</source>
        <translation>{1} fundet</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Forrige forekomst</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Næste forekomst</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>Luk søgningen (Esc)</translation>
    </message>
</context>
<context>
    <name>FindingChoices</name>
    <message>
        <source>Findings: looked for first, positives so far, positives wanted</source>
        <translation>Fund: søges først, positive indtil nu, ønskede positive</translation>
    </message>
    <message>
        <source>Space: look for this finding before the others. A digit or F2: how many positives are wanted.</source>
        <translation>Mellemrum: søg dette fund før de andre. Et ciffer eller F2: hvor mange positive der ønskes.</translation>
    </message>
    <message>
        <source>Look for first</source>
        <translation>Søg først</translation>
    </message>
    <message>
        <source>Positives so far</source>
        <translation>Positive indtil nu</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>Ønsket</translation>
    </message>
</context>
<context>
    <name>FindingsHead</name>
    <message>
        <source>Filter findings</source>
        <translation>Filtrér fund</translation>
    </message>
    <message>
        <source>Filter findings by name</source>
        <translation>Filtrér fund efter navn</translation>
    </message>
</context>
<context>
    <name>FirstReadDialog</name>
    <message>
        <source>Share of first reads</source>
        <translation>Andel af førstebedømmelser</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>&amp;No first reads</source>
        <translation>&amp;Ingen førstebedømmelser</translation>
    </message>
    <message>
        <source>Without first reads scores and promotions cannot be computed: nothing tells how good the suggestions are.</source>
        <translation>Uden førstebedømmelser kan resultater og ibrugtagning ikke beregnes: intet viser, hvor gode forslagene er.</translation>
    </message>
    <message>
        <source>So many of the reports that are served are drawn by chance from all unread ones and read without suggestions. Scores and promotions are computed from them alone. Default: {0} %.</source>
        <translation>Så stor en andel af svarene udtrækkes tilfældigt blandt alle ulæste og bedømmes uden forslag. Resultater og ibrugtagning beregnes alene ud fra dem. Standard: {0} %.</translation>
    </message>
    <message>
        <source>&amp;First reads</source>
        <translation>&amp;Førstebedømmelser</translation>
    </message>
    <message>
        <source>It is kept with the project and holds for all its readers; a lead sets it.</source>
        <translation>Andelen gemmes med projektet og gælder for alle dets bedømmere; en leder bestemmer den.</translation>
    </message>
    <message>
        <source>&amp;Set the share</source>
        <translation>&amp;Brug andelen</translation>
    </message>
</context>
<context>
    <name>FoldLine</name>
    <message>
        <source>{0} rows agree with the model: show</source>
        <translation>{0} rækker er enige med modellen: vis</translation>
    </message>
    <message>
        <source>{0} row agrees with the model: show</source>
        <translation>{0} række er enig med modellen: vis</translation>
    </message>
    <message>
        <source>Fold the rows that agree with the model ({0})</source>
        <translation>Skjul de rækker, der er enige med modellen ({0})</translation>
    </message>
    <message>
        <source>Show or fold the rows in which your answer is the model&apos;s</source>
        <translation>Vis eller skjul de rækker, hvor dit valg er modellens</translation>
    </message>
</context>
<context>
    <name>GoToDialog</name>
    <message>
        <source>Go to</source>
        <translation>Gå til</translation>
    </message>
    <message>
        <source>Number from 1 to {0}, or a report id</source>
        <translation>Nummer fra 1 til {0}, eller et svars id</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gå</translation>
    </message>
</context>
<context>
    <name>Guideline</name>
    <message>
        <source>Edit…</source>
        <translation>Ret…</translation>
    </message>
    <message>
        <source>Write what this project does with hard cases</source>
        <translation>Skriv, hvad projektet gør i svære tilfælde</translation>
    </message>
    <message>
        <source>Edit the guideline</source>
        <translation>Ret vejledningen</translation>
    </message>
    <message>
        <source>Guideline: {0}</source>
        <translation>Vejledning: {0}</translation>
    </message>
    <message>
        <source>The taxonomy gives no guideline for this finding.</source>
        <translation>Taksonomien giver ingen vejledning til dette fund.</translation>
    </message>
    <message>
        <source>written by {0}, {1}</source>
        <translation>skrevet af {0}, {1}</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>Historik</translation>
    </message>
    <message>
        <source>Nothing has been done in this project yet.</source>
        <translation>Der er ikke gjort noget i projektet endnu.</translation>
    </message>
</context>
<context>
    <name>HistoryTools</name>
    <message>
        <source>History</source>
        <translation>Historik</translation>
    </message>
    <message>
        <source>{0}: undo or redo up to here · {1}: open its report</source>
        <translation>{0}: fortryd eller gentag hertil · {1}: åbn dens svar</translation>
    </message>
    <message>
        <source>This action cannot be undone or brought back from here.</source>
        <translation>Denne handling kan hverken fortrydes eller gendannes herfra.</translation>
    </message>
    <message>
        <source>Some answers are not saved yet: save or undo them first.</source>
        <translation>Nogle valg er ikke gemt endnu: gem eller fortryd dem først.</translation>
    </message>
    <message>
        <source>Redo {n} actions, up to and with “{0}”?</source>
        <translation>Gentag {n} handlinger, til og med »{0}«?</translation>
    </message>
    <message>
        <source>Redo {n} actions</source>
        <translation>Gentag {n} handlinger</translation>
    </message>
    <message>
        <source>Undo {n} actions</source>
        <translation>Fortryd {n} handlinger</translation>
    </message>
    <message>
        <source>Undo the last {n} actions, down to and with “{0}”?</source>
        <translation>Fortryd de seneste {n} handlinger, til og med »{0}«?</translation>
    </message>
    <message>
        <source>Each of them can be undone or redone again.</source>
        <translation>Hver af dem kan fortrydes eller gentages igen.</translation>
    </message>
    <message>
        <source>There is nothing more to take back or bring back.</source>
        <translation>Der er ikke mere at fortryde eller gentage.</translation>
    </message>
    <message>
        <source> and {0} more</source>
        <translation> og {0} til</translation>
    </message>
</context>
<context>
    <name>ImagePane</name>
    <message>
        <source>Image</source>
        <translation>Billede</translation>
    </message>
    <message>
        <source>Prior image</source>
        <translation>Tidligere billede</translation>
    </message>
</context>
<context>
    <name>ImageTools</name>
    <message>
        <source>No image is shown.</source>
        <translation>Der vises intet billede.</translation>
    </message>
    <message>
        <source>This file brings no other window.</source>
        <translation>Filen har intet andet vindue.</translation>
    </message>
    <message>
        <source>A colour image has no window.</source>
        <translation>Et farvebillede har intet vindue.</translation>
    </message>
</context>
<context>
    <name>Images</name>
    <message>
        <source>image {0} of {1}</source>
        <translation>billede {0} af {1}</translation>
    </message>
    <message>
        <source>first of {0} frames</source>
        <translation>første af {0} billeder</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>farve</translation>
    </message>
    <message>
        <source>value {0} at {1}, {2}</source>
        <translation>værdi {0} ved {1}, {2}</translation>
    </message>
    <message>
        <source>Flipped top–bottom</source>
        <translation>Spejlet top–bund</translation>
    </message>
    <message>
        <source>Flipped left–right</source>
        <translation>Spejlet venstre–højre</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>Inverteret</translation>
    </message>
    <message>
        <source>Rotated right</source>
        <translation>Roteret til højre</translation>
    </message>
    <message>
        <source>Rotated 180°</source>
        <translation>Roteret 180°</translation>
    </message>
    <message>
        <source>Rotated left</source>
        <translation>Roteret til venstre</translation>
    </message>
    <message>
        <source>full range</source>
        <translation>fuldt område</translation>
    </message>
    <message>
        <source>middle 98 %</source>
        <translation>midterste 98 %</translation>
    </message>
    <message>
        <source>lung-like</source>
        <translation>lungelignende</translation>
    </message>
    <message>
        <source>as stored</source>
        <translation>som gemt</translation>
    </message>
</context>
<context>
    <name>Imaging</name>
    <message>
        <source>This report came without an image.</source>
        <translation>Svaret kom uden billede.</translation>
    </message>
    <message>
        <source>There is no earlier image of this patient.</source>
        <translation>Der er intet tidligere billede af patienten.</translation>
    </message>
    <message>
        <source>The layout “text + image + prior” shows earlier images.</source>
        <translation>Opstillingen »tekst + billede + tidligere« viser tidligere billeder.</translation>
    </message>
    <message>
        <source>There is no further earlier image on this side.</source>
        <translation>Der er ikke flere tidligere billeder på denne side.</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import preview</source>
        <translation>Forhåndsvisning af import</translation>
    </message>
    <message>
        <source>Refused:</source>
        <translation>Afvist:</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importér</translation>
    </message>
    <message>
        <source>What was understood</source>
        <translation>Sådan blev det forstået</translation>
    </message>
    <message>
        <source>{0} files of reports</source>
        <translation>{0} filer med svar</translation>
    </message>
    <message>
        <source>{0} file of reports</source>
        <translation>{0} fil med svar</translation>
    </message>
    <message>
        <source>{0} report understood as {1}, {2} with labels, {3} refused.</source>
        <translation>{0} svar læst som {1}, {2} med mærker, {3} afvist.</translation>
    </message>
    <message>
        <source>{0} reports understood as {1}, {2} of them with labels, {3} refused.</source>
        <translation>{0} svar læst som {1}, {2} af dem med mærker, {3} afvist.</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON-linjer</translation>
    </message>
    <message>
        <source>a table (CSV)</source>
        <translation>en tabel (CSV)</translation>
    </message>
    <message>
        <source>an Open-i archive</source>
        <translation>et Open-i-arkiv</translation>
    </message>
    <message>
        <source>… and {0} more</source>
        <translation>… og {0} til</translation>
    </message>
    <message>
        <source>Refused lines</source>
        <translation>Afviste linjer</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Import reports</source>
        <translation>Importér svar</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>Importér en mappe</translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation>Læser {0}…</translation>
    </message>
    <message>
        <source>Another folder is still being looked through.</source>
        <translation>En anden mappe er stadig ved at blive gennemset.</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>Intet blev importeret.</translation>
    </message>
    <message>
        <source>The import failed; nothing was stored.</source>
        <translation>Importen mislykkedes; intet blev gemt.</translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <source>New key: press it here</source>
        <translation>Ny tast: tryk på den her</translation>
    </message>
    <message>
        <source>Press the key here, then choose what to do with it</source>
        <translation>Tryk på tasten her, og vælg så, hvad den skal bruges til</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>Brug denne tast</translation>
    </message>
    <message>
        <source>The command&apos;s only key from now on</source>
        <translation>Kommandoens eneste tast fra nu af</translation>
    </message>
    <message>
        <source>Use it as well</source>
        <translation>Brug den også</translation>
    </message>
    <message>
        <source>One more key for the command</source>
        <translation>En tast mere til kommandoen</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Ingen tast</translation>
    </message>
    <message>
        <source>Take the command&apos;s keys away; menu and palette keep it</source>
        <translation>Fjern kommandoens taster; den bliver i menu og palet</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Nulstil</translation>
    </message>
    <message>
        <source>The keys that the command came with</source>
        <translation>De taster, kommandoen kom med</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>Nulstil alle taster</translation>
    </message>
    <message>
        <source>The keys that every command came with</source>
        <translation>De taster, alle kommandoer kom med</translation>
    </message>
    <message>
        <source>{0} moves between controls or edits text, and cannot be a command&apos;s key.</source>
        <translation>{0} flytter mellem felter eller retter tekst og kan ikke være en kommandos tast.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>ingen tast</translation>
    </message>
    <message>
        <source>{0}: {1} from now on.</source>
        <translation>{0}: {1} fra nu af.</translation>
    </message>
    <message>
        <source>{0}: {1} again.</source>
        <translation>{0}: {1} igen.</translation>
    </message>
    <message>
        <source>Every command has the keys again that it came with.</source>
        <translation>Alle kommandoer har igen de taster, de kom med.</translation>
    </message>
    <message>
        <source>{0} is the key of “{1}” already: give that command another key first.</source>
        <translation>{0} er allerede tasten til »{1}«: giv først den kommando en anden tast.</translation>
    </message>
</context>
<context>
    <name>KeyHelp</name>
    <message>
        <source>Keys</source>
        <translation>Taster</translation>
    </message>
    <message>
        <source>Find a key or a command</source>
        <translation>Find en tast eller en kommando</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Kopiér som tekst</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Gem som PDF…</translation>
    </message>
    <message>
        <source>The file could not be written: choose another folder.</source>
        <translation>Filen kunne ikke skrives: vælg en anden mappe.</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>Gemt som {0}.</translation>
    </message>
    <message>
        <source>The keys are on the clipboard.</source>
        <translation>Tasterne er i udklipsholderen.</translation>
    </message>
    <message>
        <source>Save the keys</source>
        <translation>Gem tasterne</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Keys of MOSAIC Desk</source>
        <translation>Taster i MOSAIC Desk</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>Commands and their keys</source>
        <translation>Kommandoer og deres taster</translation>
    </message>
    <message>
        <source>Choose a command; Enter goes to the field for its new key</source>
        <translation>Vælg en kommando; Enter går til feltet for dens nye tast</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Kommando</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Taster</translation>
    </message>
</context>
<context>
    <name>Leads</name>
    <message>
        <source>From now on {0} % of the reports are first reads.</source>
        <translation>Fra nu af er {0} % af svarene førstebedømmelser.</translation>
    </message>
    <message>
        <source>From now on no report is a first read: scores and promotions cannot be computed.</source>
        <translation>Fra nu af er ingen svar førstebedømmelser: resultater og ibrugtagning kan ikke beregnes.</translation>
    </message>
</context>
<context>
    <name>LongBar</name>
    <message>
        <source>Earlier</source>
        <translation>Tidligere</translation>
    </message>
    <message>
        <source>Show what stands before this part</source>
        <translation>Vis, hvad der står før dette stykke</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Senere</translation>
    </message>
    <message>
        <source>Show what comes after this part</source>
        <translation>Vis, hvad der kommer efter dette stykke</translation>
    </message>
    <message>
        <source>Long report: {0}–{1} of {2} characters shown.</source>
        <translation>Langt svar: {0}–{1} af {2} tegn vises.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>No report is open yet.</source>
        <translation>Intet svar er åbent endnu.</translation>
    </message>
    <message>
        <source>No model is installed; everything but suggesting works.</source>
        <translation>Der er ikke installeret en model; alt undtagen forslag virker.</translation>
    </message>
    <message>
        <source>Import from the command line: mosaic-desk import.</source>
        <translation>Importér fra kommandolinjen: mosaic-desk import.</translation>
    </message>
    <message>
        <source>Findings ({0})</source>
        <translation>Fund ({0})</translation>
    </message>
    <message>
        <source>This project is open for reading only.</source>
        <translation>Projektet er kun åbnet til læsning.</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>Arbejdsliste</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Antal</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Billede</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Svar</translation>
    </message>
</context>
<context>
    <name>ModeButton</name>
    <message>
        <source>First read, drawn</source>
        <translation>Førstebedømmelse, udtrukket</translation>
    </message>
    <message>
        <source>This report. Reports that are not drawn are read in the mode: {0}.</source>
        <translation>Dette svar. Svar, der ikke er udtrukket, bedømmes i tilstanden: {0}.</translation>
    </message>
    <message>
        <source>Mode: {0}</source>
        <translation>Tilstand: {0}</translation>
    </message>
</context>
<context>
    <name>Modes</name>
    <message>
        <source>No rows are folded here.</source>
        <translation>Ingen rækker er skjult her.</translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>New project</source>
        <translation>Nyt projekt</translation>
    </message>
    <message>
        <source>Looking through the folder…</source>
        <translation>Gennemser mappen…</translation>
    </message>
    <message>
        <source>Reading the files…</source>
        <translation>Læser filerne…</translation>
    </message>
    <message>
        <source>Nothing was stored.</source>
        <translation>Intet blev gemt.</translation>
    </message>
    <message>
        <source>Making the project…</source>
        <translation>Opretter projektet…</translation>
    </message>
    <message>
        <source>That did not work; nothing was stored.</source>
        <translation>Det lykkedes ikke; intet blev gemt.</translation>
    </message>
    <message>
        <source>Preview and make…</source>
        <translation>Gennemse og opret…</translation>
    </message>
    <message>
        <source>Make an empty project</source>
        <translation>Opret et tomt projekt</translation>
    </message>
</context>
<context>
    <name>NewProjectForm</name>
    <message>
        <source>New project</source>
        <translation>Nyt projekt</translation>
    </message>
    <message>
        <source>Choose what is asked.</source>
        <translation>Vælg, hvad der spørges om.</translation>
    </message>
    <message>
        <source>Give a name: it stands beside every answer.</source>
        <translation>Skriv et navn: det står ved hvert valg.</translation>
    </message>
    <message>
        <source>Files of reports</source>
        <translation>Filer med svar</translation>
    </message>
    <message>
        <source>Taxonomy</source>
        <translation>Taksonomi</translation>
    </message>
    <message>
        <source>Taxonomies (*.toml)</source>
        <translation>Taksonomier (*.toml)</translation>
    </message>
    <message>
        <source>{0}, {1} findings</source>
        <translation>{0}, {1} fund</translation>
    </message>
    <message>
        <source>MOSAIC Desk projects (*.mosaic)</source>
        <translation>MOSAIC Desk-projekter (*.mosaic)</translation>
    </message>
    <message>
        <source>Without first reads nothing here can tell how good the suggestions are.</source>
        <translation>Uden førstebedømmelser kan intet her sige, hvor gode forslagene er.</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Tilføj…</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>F&amp;jern</translation>
    </message>
    <message>
        <source>&amp;From a file…</source>
        <translation>Fra en &amp;fil…</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Engelsk</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spansk</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Fransk</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Tysk</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dansk</translation>
    </message>
    <message>
        <source>As the files say</source>
        <translation>Som angivet i filerne</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Vælg…</translation>
    </message>
    <message>
        <source>Re&amp;ports</source>
        <translation>&amp;Svar</translation>
    </message>
    <message>
        <source>JSON lines, CSV or an Open-i archive; shown to you first. More can follow later.</source>
        <translation>JSON-linjer, CSV eller et Open-i-arkiv; du ser dem først. Flere kan følge senere.</translation>
    </message>
    <message>
        <source>&amp;Taxonomy</source>
        <translation>&amp;Taksonomi</translation>
    </message>
    <message>
        <source>The findings that are asked of every report, and the classes of their answers.</source>
        <translation>De fund, der spørges om i hvert svar, og deres klasser.</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>S&amp;prog</translation>
    </message>
    <message>
        <source>The language of the reports, noted with those that do not say theirs.</source>
        <translation>Svarenes sprog; noteres ved dem, der ikke selv angiver det.</translation>
    </message>
    <message>
        <source>&amp;Reader</source>
        <translation>&amp;Bedømmer</translation>
    </message>
    <message>
        <source>Your name: it stands beside every answer that you give.</source>
        <translation>Dit navn: det står ved hvert valg, du træffer.</translation>
    </message>
    <message>
        <source>First rea&amp;ds</source>
        <translation>Først&amp;ebedømmelser</translation>
    </message>
    <message>
        <source>So many reports are drawn by chance and read without suggestions: only they tell how good the suggestions are.</source>
        <translation>Så stor en andel af svarene udtrækkes tilfældigt og bedømmes uden forslag: kun de viser, hvor gode forslagene er.</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>F&amp;il</translation>
    </message>
    <message>
        <source>The project is this one file; it must lie on a disk of this computer.</source>
        <translation>Projektet er denne ene fil; den skal ligge på en disk i denne computer.</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>This project has no reports yet: import a file, or drop one here.</source>
        <translation>Projektet har ingen svar endnu: importér en fil, eller slip en her.</translation>
    </message>
    <message>
        <source>All {0} reports are done: export them, or import more.</source>
        <translation>Alle {0} svar er færdige: eksportér dem, eller importér flere.</translation>
    </message>
    <message>
        <source>The only report is done: export it, or import more.</source>
        <translation>Det eneste svar er færdigt: eksportér det, eller importér flere.</translation>
    </message>
    <message>
        <source>This queue is read to its end. Done in the whole project: {0} of {1} reports. Choose another queue.</source>
        <translation>Køen er læst til ende. Færdige i hele projektet: {0} af {1} svar. Vælg en anden kø.</translation>
    </message>
    <message>
        <source>Nothing is suggested here. {0}</source>
        <translation>Her gives ingen forslag. {0}</translation>
    </message>
    <message>
        <source>No open report has a suggestion: let the model read them.</source>
        <translation>Intet åbent svar har et forslag: lad modellen læse dem.</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Save</source>
        <translation>Gem</translation>
    </message>
    <message>
        <source>Save (Ctrl+Enter)</source>
        <translation>Gem (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Leave it as it was (Esc)</source>
        <translation>Lad det være, som det var (Esc)</translation>
    </message>
    <message>
        <source>Too long: {0} characters of at most {1}.</source>
        <translation>For langt: {0} tegn af højst {1}.</translation>
    </message>
</context>
<context>
    <name>OptionList</name>
    <message>
        <source>What can stand here</source>
        <translation>Hvad der kan stå her</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Luk</translation>
    </message>
    <message>
        <source>Close this; nothing else changes</source>
        <translation>Luk dette; intet andet ændres</translation>
    </message>
</context>
<context>
    <name>PageTurner</name>
    <message>
        <source>This project has no reports yet: import some.</source>
        <translation>Projektet har ingen svar endnu: importér nogle.</translation>
    </message>
    <message>
        <source>There is no report with that number.</source>
        <translation>Der er intet svar med det nummer.</translation>
    </message>
    <message>
        <source>That did not work; nothing was changed.</source>
        <translation>Det lykkedes ikke; intet blev ændret.</translation>
    </message>
    <message>
        <source>There is no report further on this side.</source>
        <translation>Der er ikke flere svar på denne side.</translation>
    </message>
</context>
<context>
    <name>PictureFeed</name>
    <message>
        <source>Images cannot be shown here.</source>
        <translation>Billeder kan ikke vises her.</translation>
    </message>
    <message>
        <source>Reading the image…</source>
        <translation>Læser billedet…</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>Tidligere</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>The settings could not be saved: check that your user folder can be written.</source>
        <translation>Indstillingerne kunne ikke gemmes: kontrollér, at der kan skrives i din brugermappe.</translation>
    </message>
</context>
<context>
    <name>PriorList</name>
    <message>
        <source>Earlier reports of this patient; Enter opens one beside</source>
        <translation>Patientens tidligere svar; Enter åbner et ved siden af</translation>
    </message>
    <message>
        <source>Earlier reports of this patient: Enter opens one beside</source>
        <translation>Patientens tidligere svar: Enter åbner et ved siden af</translation>
    </message>
    <message>
        <source>image</source>
        <translation>billede</translation>
    </message>
    <message>
        <source>Earlier reports ({0})</source>
        <translation>Tidligere svar ({0})</translation>
    </message>
</context>
<context>
    <name>PriorText</name>
    <message>
        <source>Earlier report</source>
        <translation>Tidligere svar</translation>
    </message>
    <message>
        <source>An earlier report, to read only; Esc closes it</source>
        <translation>Et tidligere svar, kun til læsning; Esc lukker det</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>{0} of {1} reports done</source>
        <translation>{0} af {1} svar færdige</translation>
    </message>
    <message>
        <source>{0} of {1} report done</source>
        <translation>{0} af {1} svar færdigt</translation>
    </message>
    <message>
        <source>{0} today</source>
        <translation>{0} i dag</translation>
    </message>
    <message>
        <source>{0} an hour at work</source>
        <translation>{0} i timen under arbejdet</translation>
    </message>
    <message>
        <source>half of them within {0}</source>
        <translation>halvdelen på under {0}</translation>
    </message>
    <message>
        <source>about {0} of reading left</source>
        <translation>ca. {0} bedømmelse tilbage</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} min {1} s</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} t {1} min</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message>
        <source>Reports by the hour in which they were first committed, on this computer&apos;s clock.</source>
        <translation>Svar efter den time, hvor de først blev godkendt, efter computerens ur.</translation>
    </message>
    <message>
        <source>{0} an hour at work: breaks longer than {1} are cut off.</source>
        <translation>{0} i timen under arbejdet: pauser over {1} skæres fra.</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Reports by the day of their first commit; days without any are left out. Imports are not counted.</source>
        <translation>Svar efter dagen for deres første godkendelse; dage uden er udeladt. Importerede tælles ikke.</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Dage</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dag</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>Indtil nu</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Accepteret</translation>
    </message>
    <message>
        <source>Untouched</source>
        <translation>Urørt</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Andet</translation>
    </message>
    <message>
        <source>Labels that stand. Set: with a key of its own. Accepted: the suggestion, with a key. Untouched: the suggestion, confirmed with the report. Other: imported, or left open in a report read without suggestions.</source>
        <translation>Gældende mærker. Sat: med sin egen tast. Accepteret: forslaget, med en tast. Urørt: forslaget, bekræftet med svaret. Andet: importeret, eller ladt åbent i et svar bedømt uden forslag.</translation>
    </message>
    <message>
        <source>set</source>
        <translation>sat</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>accepteret</translation>
    </message>
    <message>
        <source>untouched</source>
        <translation>urørt</translation>
    </message>
    <message>
        <source>left open</source>
        <translation>ladt åbent</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importeret</translation>
    </message>
    <message>
        <source>Reports timed</source>
        <translation>Svar med målt tid</translation>
    </message>
    <message>
        <source>Half of them within (median)</source>
        <translation>Halvdelen på under (median)</translation>
    </message>
    <message>
        <source>Nine of ten within (p90)</source>
        <translation>Ni ud af ti på under (p90)</translation>
    </message>
    <message>
        <source>{0} s and more</source>
        <translation>{0} s og mere</translation>
    </message>
    <message>
        <source>From the opening of a report to its commit, and work on it later. A gap of more than {0} counts as {0}: left out, a report with a break in it would look faster than one that was read through.</source>
        <translation>Fra et svar åbnes, til det godkendes, og senere arbejde med det. En pause på mere end {0} tæller som {0}: udeladt ville et svar med en pause se hurtigere ud end et, der blev læst i ét stræk.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Time per report</source>
        <translation>Tid pr. svar</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>sekunder</translation>
    </message>
    <message>
        <source>{0} report</source>
        <translation>{0} svar</translation>
    </message>
    <message>
        <source>First reads</source>
        <translation>Førstebedømmelser</translation>
    </message>
    <message>
        <source>Other blind</source>
        <translation>Andre blinde</translation>
    </message>
    <message>
        <source>Pre-filled</source>
        <translation>Forudfyldt</translation>
    </message>
    <message>
        <source>{0} reports</source>
        <translation>{0} svar</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Alle fund</translation>
    </message>
    <message>
        <source>… where either mentions it</source>
        <translation>… hvor en af dem nævner det</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Enighed</translation>
    </message>
    <message>
        <source>% agreed</source>
        <translation>% enige</translation>
    </message>
    <message>
        <source>First reads: the reader had seen nothing and chance chose the report, so this is how good the suggestions are. Pre-filled: the suggestion was in view, and readers lean towards it: that agreement is flattered.</source>
        <translation>Førstebedømmelser: bedømmeren havde intet set, og svaret var tilfældigt valgt, så dette viser, hvor gode forslagene er. Forudfyldt: forslaget var synligt, og bedømmere hælder mod det: den enighed ser bedre ud, end den er.</translation>
    </message>
</context>
<context>
    <name>ProgressDialog</name>
    <message>
        <source>Progress</source>
        <translation>Fremskridt</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Tæller…</translation>
    </message>
    <message>
        <source>Reading the history: %p %</source>
        <translation>Læser historikken: %p %</translation>
    </message>
    <message>
        <source>How much of the history has been read</source>
        <translation>Hvor meget af historikken der er læst</translation>
    </message>
    <message>
        <source>Pages of the progress</source>
        <translation>Fremskridtets sider</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Cancel</source>
        <translation>Annuller</translation>
    </message>
</context>
<context>
    <name>QueueButton</name>
    <message>
        <source>Your search</source>
        <translation>Din søgning</translation>
    </message>
    <message>
        <source>All reports</source>
        <translation>Alle svar</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ulæste</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Påbegyndte</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>I tvivl</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Med flag</translation>
    </message>
    <message>
        <source>Queue: {0}</source>
        <translation>Kø: {0}</translation>
    </message>
    <message>
        <source>Which reports are shown and served next ({0})</source>
        <translation>Hvilke svar der vises og kommer som de næste ({0})</translation>
    </message>
</context>
<context>
    <name>Queues</name>
    <message>
        <source>Rare findings</source>
        <translation>Sjældne fund</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>Uenighed</translation>
    </message>
    <message>
        <source>Close calls</source>
        <translation>Tætte valg</translation>
    </message>
    <message>
        <source>Least sure</source>
        <translation>Mindst sikre</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Se igen</translation>
    </message>
    <message>
        <source>Look-alikes</source>
        <translation>Næsten ens</translation>
    </message>
    <message>
        <source>A saved search</source>
        <translation>En gemt søgning</translation>
    </message>
    <message>
        <source>Drawn at random</source>
        <translation>Tilfældigt udtrukket</translation>
    </message>
    <message>
        <source>As imported</source>
        <translation>Som importeret</translation>
    </message>
    <message>
        <source>Reports that may hold findings with few confirmed positives</source>
        <translation>Svar, der kan rumme fund med få bekræftede positive</translation>
    </message>
    <message>
        <source>Words and model, or two adapters, say different things</source>
        <translation>Ord og model, eller to adaptere, siger noget forskelligt</translation>
    </message>
    <message>
        <source>The model can hardly choose between two classes</source>
        <translation>Modellen kan knap vælge mellem to klasser</translation>
    </message>
    <message>
        <source>The model finds every class about as likely</source>
        <translation>Modellen finder alle klasser omtrent lige sandsynlige</translation>
    </message>
    <message>
        <source>Done reports whose label the model doubts; it may well be right</source>
        <translation>Færdige svar, hvis mærke modellen tvivler på; det kan være rigtigt</translation>
    </message>
    <message>
        <source>Unread reports that read like one that is done</source>
        <translation>Ulæste svar, der ligner et, som er færdigt</translation>
    </message>
    <message>
        <source>What one of your saved views finds, in order</source>
        <translation>Det, en af dine gemte visninger finder, i rækkefølge</translation>
    </message>
    <message>
        <source>Every unread report is as likely; all are first reads</source>
        <translation>Alle ulæste svar er lige sandsynlige; alle er førstebedømmelser</translation>
    </message>
    <message>
        <source>Unread reports in the order in which they came</source>
        <translation>Ulæste svar i den rækkefølge, de kom</translation>
    </message>
    <message>
        <source>Why: {0}</source>
        <translation>Hvorfor: {0}</translation>
    </message>
</context>
<context>
    <name>ReaderDialog</name>
    <message>
        <source>Who is reading?</source>
        <translation>Hvem bedømmer?</translation>
    </message>
    <message>
        <source>Name of the reader</source>
        <translation>Bedømmerens navn</translation>
    </message>
    <message>
        <source>Readers of this project</source>
        <translation>Projektets bedømmere</translation>
    </message>
    <message>
        <source>Leads: {0}. They write the guidelines and set the first reads.</source>
        <translation>Ledere: {0}. De skriver vejledningerne og bestemmer førstebedømmelserne.</translation>
    </message>
    <message>
        <source>Nobody leads yet, so everyone may write guidelines and set the first reads.</source>
        <translation>Ingen er leder endnu, så alle må skrive vejledninger og bestemme førstebedømmelserne.</translation>
    </message>
    <message>
        <source>leads</source>
        <translation>leder</translation>
    </message>
    <message>
        <source>I &amp;lead</source>
        <translation>Jeg er &amp;leder</translation>
    </message>
    <message>
        <source>No &amp;longer a lead</source>
        <translation>Ikke &amp;længere leder</translation>
    </message>
    <message>
        <source>Make a &amp;lead</source>
        <translation>Gør til &amp;leder</translation>
    </message>
    <message>
        <source>A name anybody can type: this is a matter of manners, not a lock</source>
        <translation>Et navn, som alle kan skrive: det er en aftale, ikke en lås</translation>
    </message>
    <message>
        <source>Give a name: it stands beside every answer.</source>
        <translation>Skriv et navn: det står ved hvert valg.</translation>
    </message>
    <message>
        <source>The name stands beside every answer that is given from now on, in the open report too; what was answered before keeps its own.</source>
        <translation>Navnet står ved hvert valg fra nu af, også i det åbne svar; tidligere valg beholder deres eget.</translation>
    </message>
    <message>
        <source>Read as this person</source>
        <translation>Bedøm som denne person</translation>
    </message>
</context>
<context>
    <name>ReaderSwitch</name>
    <message>
        <source>{0} is reading.</source>
        <translation>{0} bedømmer.</translation>
    </message>
    <message>
        <source>Reader: {0}</source>
        <translation>Bedømmer: {0}</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent projects</source>
        <translation>Seneste projekter</translation>
    </message>
    <message>
        <source>Enter opens a project, Delete takes it off the list</source>
        <translation>Enter åbner et projekt, Delete fjerner det fra listen</translation>
    </message>
    <message>
        <source>“{0}” cannot be opened: {1}.</source>
        <translation>»{0}« kan ikke åbnes: {1}.</translation>
    </message>
</context>
<context>
    <name>ReportHead</name>
    <message>
        <source>patient {0}</source>
        <translation>patient {0}</translation>
    </message>
    <message>
        <source> · flagged</source>
        <translation> · med flag</translation>
    </message>
    <message>
        <source>{0} suggests what stands there.</source>
        <translation>{0} foreslår det, der står der.</translation>
    </message>
    <message>
        <source>Comment: {0}</source>
        <translation>Kommentar: {0}</translation>
    </message>
    <message>
        <source>Comment on this report; C opens it</source>
        <translation>Kommentar til svaret; C åbner den</translation>
    </message>
    <message>
        <source>Skipped: {0}. S opens it again.</source>
        <translation>Sprunget over: {0}. S åbner det igen.</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>ingen årsag angivet</translation>
    </message>
</context>
<context>
    <name>ReportText</name>
    <message>
        <source>Report text</source>
        <translation>Svarets tekst</translation>
    </message>
</context>
<context>
    <name>ReviewFlow</name>
    <message>
        <source>This taxonomy does not ask for that class.</source>
        <translation>Taksonomien spørger ikke efter den klasse.</translation>
    </message>
    <message>
        <source>Your own answer comes first: suggestions are shown when you commit.</source>
        <translation>Dit eget valg kommer først: forslagene vises, når du godkender.</translation>
    </message>
    <message>
        <source>There is no suggestion to accept in this row.</source>
        <translation>Der er intet forslag at acceptere i denne række.</translation>
    </message>
    <message>
        <source>Undo: the answer that was not saved</source>
        <translation>Fortryd: valget, der ikke blev gemt</translation>
    </message>
    <message>
        <source>This project is open for reading only.</source>
        <translation>Projektet er kun åbnet til læsning.</translation>
    </message>
    <message>
        <source>{0} answers are not saved yet.</source>
        <translation>{0} valg er ikke gemt endnu.</translation>
    </message>
    <message>
        <source>{0} answer is not saved yet.</source>
        <translation>{0} valg er ikke gemt endnu.</translation>
    </message>
    <message>
        <source>Committed. No open report is left.</source>
        <translation>Godkendt. Der er ikke flere åbne svar.</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>How far the training is</source>
        <translation>Hvor langt træningen er</translation>
    </message>
    <message>
        <source>&amp;Cancel…</source>
        <translation>&amp;Annuller…</translation>
    </message>
    <message>
        <source>End the training; nothing of it is kept</source>
        <translation>Afslut træningen; intet af den bevares</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Rest after this step, and go on later from there</source>
        <translation>Hold pause efter dette trin, og fortsæt senere derfra</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortsæt</translation>
    </message>
    <message>
        <source>Go on from the last step that was kept</source>
        <translation>Fortsæt fra det sidste gemte trin</translation>
    </message>
    <message>
        <source>Go on in the &amp;background</source>
        <translation>Fortsæt i &amp;baggrunden</translation>
    </message>
    <message>
        <source>Close this and read on; a line above the report tells of it</source>
        <translation>Luk dette, og bedøm videre; en linje over svaret fortæller om det</translation>
    </message>
    <message>
        <source>&amp;See what it is worth</source>
        <translation>&amp;Se, hvad den er værd</translation>
    </message>
    <message>
        <source>The new adapter against the old one</source>
        <translation>Den nye adapter over for den gamle</translation>
    </message>
    <message>
        <source>No training is under way</source>
        <translation>Ingen træning er i gang</translation>
    </message>
    <message>
        <source>It stops as soon as it is through with the step that it is at…</source>
        <translation>Den stopper, så snart den er færdig med det aktuelle trin…</translation>
    </message>
</context>
<context>
    <name>SaveViewDialog</name>
    <message>
        <source>Save view</source>
        <translation>Gem visning</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Visningens navn</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Gem</translation>
    </message>
    <message>
        <source>Name this view:</source>
        <translation>Giv visningen et navn:</translation>
    </message>
    <message>
        <source>There is a view of that name: it will be replaced.</source>
        <translation>Der findes en visning med det navn: den bliver erstattet.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Erstat</translation>
    </message>
</context>
<context>
    <name>SessionDialog</name>
    <message>
        <source>Reading session</source>
        <translation>Læsesession</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Køer</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kø</translation>
    </message>
    <message>
        <source>What it serves</source>
        <translation>Hvad den giver</translation>
    </message>
    <message>
        <source>Which reports are served; a share drawn at random stands beside every queue</source>
        <translation>Hvilke svar der kommer; ved siden af hver kø står en andel trukket tilfældigt</translation>
    </message>
    <message>
        <source>Saved view</source>
        <translation>Gemt visning</translation>
    </message>
    <message>
        <source>No view is saved yet: type a search into the worklist&apos;s box and press {0}.</source>
        <translation>Ingen visning er gemt endnu: skriv en søgning i arbejdslistens felt, og tryk {0}.</translation>
    </message>
    <message>
        <source>How much is read</source>
        <translation>Hvor meget der læses</translation>
    </message>
    <message>
        <source>Reports or minutes</source>
        <translation>Svar eller minutter</translation>
    </message>
    <message>
        <source>reports</source>
        <translation>svar</translation>
    </message>
    <message>
        <source>minutes of reading</source>
        <translation>minutters læsning</translation>
    </message>
    <message>
        <source>Space: look for a finding before the others. A digit or F2: how many positives you want of it.</source>
        <translation>Mellemrum: søg et fund før de andre. Et ciffer eller F2: hvor mange positive du ønsker af det.</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>S&amp;tart</translation>
    </message>
    <message>
        <source>&amp;Read</source>
        <translation>&amp;Læs</translation>
    </message>
</context>
<context>
    <name>SessionEndDialog</name>
    <message>
        <source>The session is over</source>
        <translation>Sessionen er slut</translation>
    </message>
    <message>
        <source>Confirmed positives by finding, the rarest first</source>
        <translation>Bekræftede positive pr. fund, de sjældneste først</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Efter</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Hvad der blev fundet</translation>
    </message>
    <message>
        <source>&amp;Another session…</source>
        <translation>&amp;En session til…</translation>
    </message>
    <message>
        <source>Plan the next session</source>
        <translation>Planlæg den næste session</translation>
    </message>
    <message>
        <source>&amp;Retrain…</source>
        <translation>&amp;Træn igen…</translation>
    </message>
    <message>
        <source>Let an adapter learn from the corrections; what it will do is shown first</source>
        <translation>Lad en adapter lære af rettelserne; først vises, hvad der vil ske</translation>
    </message>
</context>
<context>
    <name>SessionPage</name>
    <message>
        <source>Reading session</source>
        <translation>Læsesession</translation>
    </message>
    <message>
        <source>This session was left.</source>
        <translation>Denne session blev forladt.</translation>
    </message>
    <message>
        <source>Confirmed positives by finding</source>
        <translation>Bekræftede positive pr. fund</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Nu</translation>
    </message>
    <message>
        <source>&amp;Take up ({0})</source>
        <translation>&amp;Genoptag ({0})</translation>
    </message>
    <message>
        <source>&amp;End it</source>
        <translation>&amp;Afslut den</translation>
    </message>
    <message>
        <source>End it and show what came of it</source>
        <translation>Afslut den, og vis, hvad der kom ud af den</translation>
    </message>
    <message>
        <source>Start a &amp;new one</source>
        <translation>Start en &amp;ny</translation>
    </message>
    <message>
        <source>Plan another session in its place</source>
        <translation>Planlæg en anden session i stedet</translation>
    </message>
    <message>
        <source>Go on where it was left</source>
        <translation>Fortsæt, hvor den blev forladt</translation>
    </message>
    <message>
        <source>&amp;End session</source>
        <translation>&amp;Afslut session</translation>
    </message>
    <message>
        <source>&amp;Leave it</source>
        <translation>&amp;Forlad den</translation>
    </message>
    <message>
        <source>Read otherwise, and take the session up later</source>
        <translation>Læs på anden vis, og genoptag sessionen senere</translation>
    </message>
    <message>
        <source>&amp;Go on reading</source>
        <translation>&amp;Læs videre</translation>
    </message>
    <message>
        <source>Back to the report</source>
        <translation>Tilbage til svaret</translation>
    </message>
</context>
<context>
    <name>SessionStrip</name>
    <message>
        <source>Show</source>
        <translation>Vis</translation>
    </message>
    <message>
        <source>Look at the session</source>
        <translation>Se på sessionen</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Afslut</translation>
    </message>
    <message>
        <source>End the session; all is kept</source>
        <translation>Afslut sessionen; alt bevares</translation>
    </message>
    <message>
        <source>Take up</source>
        <translation>Genoptag</translation>
    </message>
    <message>
        <source>Go on with the session that was left</source>
        <translation>Fortsæt den session, der blev forladt</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Skjul</translation>
    </message>
    <message>
        <source>Take this line away; the session stays as it is</source>
        <translation>Fjern linjen; sessionen bliver, som den er</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Do not start this session</source>
        <translation>Start ikke denne session</translation>
    </message>
    <message>
        <source>Choosing the reports: {0}…</source>
        <translation>Vælger svarene: {0}…</translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message>
        <source>+{0} more</source>
        <translation>+{0} til</translation>
    </message>
    <message>
        <source>It took {0}.</source>
        <translation>Det tog {0}.</translation>
    </message>
    <message>
        <source>Half of the reports took less than {0}.</source>
        <translation>Halvdelen af svarene tog under {0}.</translation>
    </message>
    <message>
        <source>{0} report was skipped; another came in its place.</source>
        <translation>{0} svar blev sprunget over; et andet kom i stedet.</translation>
    </message>
    <message>
        <source>{0} reports were skipped; others came in their place.</source>
        <translation>{0} svar blev sprunget over; andre kom i stedet.</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Før</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nye</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>Ønsket</translation>
    </message>
    <message>
        <source>Still lacking</source>
        <translation>Mangler endnu</translation>
    </message>
    <message>
        <source>Of all reports</source>
        <translation>Af alle svar</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 %-interval</translation>
    </message>
    <message>
        <source>Positive of drawn</source>
        <translation>Positive af udtrukne</translation>
    </message>
    <message>
        <source>Positive of chosen</source>
        <translation>Positive af valgte</translation>
    </message>
    <message>
        <source>How often a finding is reported cannot be said: no report was drawn at random.</source>
        <translation>Hvor ofte et fund beskrives, kan ikke siges: intet svar er trukket tilfældigt.</translation>
    </message>
    <message>
        <source>How often a finding is reported, from the random share only ({0} report)</source>
        <translation>Hvor ofte et fund beskrives, kun efter den tilfældige andel ({0} svar)</translation>
    </message>
    <message>
        <source>How often a finding is reported, from the random share only ({0} reports)</source>
        <translation>Hvor ofte et fund beskrives, kun efter den tilfældige andel ({0} svar)</translation>
    </message>
    <message>
        <source>What the queue chose says nothing of how common a finding is: it looks for some of them.</source>
        <translation>Det, køen valgte, siger intet om, hvor hyppigt et fund er: den leder efter nogle af dem.</translation>
    </message>
    <message>
        <source>⚠ is a share outside the interval: it tells of the queue.</source>
        <translation>⚠ er en andel uden for intervallet: den fortæller om køen.</translation>
    </message>
    <message>
        <source>Queues have chosen so many reports that those drawn from the rest no longer stand for all of them.</source>
        <translation>Køer har valgt så mange svar, at de, der trækkes blandt resten, ikke længere står for dem alle.</translation>
    </message>
    <message>
        <source>Next: every finding has the positives that were wanted. A good queue now: {0}.</source>
        <translation>Næste: alle fund har de ønskede positive. En god kø nu: {0}.</translation>
    </message>
    <message>
        <source>Next: another session of rare findings. Lacking most: {0}.</source>
        <translation>Næste: en session til med sjældne fund. Der mangler mest af: {0}.</translation>
    </message>
    <message>
        <source>Next: {1}. Lacking most: {0}.</source>
        <translation>Næste: {1}. Der mangler mest af: {0}.</translation>
    </message>
    <message>
        <source>{0} report is newly corrected since the last training</source>
        <translation>{0} svar er rettet siden den seneste træning</translation>
    </message>
    <message>
        <source>{0} reports are newly corrected since the last training</source>
        <translation>{0} svar er rettet siden den seneste træning</translation>
    </message>
    <message>
        <source>{0}: enough to train on.</source>
        <translation>{0}: nok til at træne på.</translation>
    </message>
    <message>
        <source>{0}; from {1} on a training is worth its time.</source>
        <translation>{0}; fra {1} er en træning tiden værd.</translation>
    </message>
    <message>
        <source>None of them was a first read.</source>
        <translation>Ingen af dem var en førstebedømmelse.</translation>
    </message>
    <message>
        <source>{0} of them was a first read, drawn at random.</source>
        <translation>{0} af dem var en førstebedømmelse, tilfældigt udtrukket.</translation>
    </message>
    <message>
        <source>{0} of them were first reads, drawn at random.</source>
        <translation>{0} af dem var førstebedømmelser, tilfældigt udtrukket.</translation>
    </message>
    <message>
        <source>First reads agree with the suggestions in {0} % of {1} answers; where either mentions the finding, in {2} %.</source>
        <translation>Førstebedømmelser er enige med forslagene i {0} % af {1} valg; hvor en af dem nævner fundet, i {2} %.</translation>
    </message>
    <message>
        <source>Other answers given before the suggestion was seen agree in {0} % of {1}; where either mentions the finding, in {2} %.</source>
        <translation>Andre valg truffet før forslaget var set er enige i {0} % af {1}; hvor en af dem nævner fundet, i {2} %.</translation>
    </message>
    <message>
        <source>With the suggestion in view you kept it in {0} % of {1} answers; where either mentions the finding, in {2} %. This flatters the model.</source>
        <translation>Med forslaget fremme beholdt du det i {0} % af {1} valg; hvor en af dem nævner fundet, i {2} %. Det smigrer modellen.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} af {1}</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} og {1} til</translation>
    </message>
    <message>
        <source>{0} of {1} read</source>
        <translation>{0} af {1} læst</translation>
    </message>
    <message>
        <source>{0} of {1} min, {2} read</source>
        <translation>{0} af {1} min, {2} læst</translation>
    </message>
    <message>
        <source>Left: {0}</source>
        <translation>Forladt: {0}</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} skipped</source>
        <translation>{0} sprunget over</translation>
    </message>
    <message>
        <source>A session was left: {0}, {1}.</source>
        <translation>En session blev forladt: {0}, {1}.</translation>
    </message>
    <message>
        <source>{0}: {1} before, {2} now, {3} wanted</source>
        <translation>{0}: {1} før, {2} nu, {3} ønsket</translation>
    </message>
    <message>
        <source>No report has a suggestion yet: the reports are chosen by their words.</source>
        <translation>Intet svar har et forslag endnu: svarene vælges efter deres ord.</translation>
    </message>
    <message>
        <source>Nothing tells yet which reports hold rare findings: they come by chance or as imported.</source>
        <translation>Endnu viser intet, hvilke svar der rummer sjældne fund: de kommer tilfældigt eller som importeret.</translation>
    </message>
    <message>
        <source>{0} report read.</source>
        <translation>{0} svar læst.</translation>
    </message>
    <message>
        <source>{0} reports read.</source>
        <translation>{0} svar læst.</translation>
    </message>
    <message>
        <source>All that was planned is read.</source>
        <translation>Alt det planlagte er læst.</translation>
    </message>
    <message>
        <source>The time is up.</source>
        <translation>Tiden er gået.</translation>
    </message>
    <message>
        <source>Nothing is left in this queue.</source>
        <translation>Der er intet tilbage i køen.</translation>
    </message>
    <message>
        <source>The findings that are asked were changed, so the session ended; nothing is lost.</source>
        <translation>De fund, der spørges om, blev ændret, så sessionen sluttede; intet er tabt.</translation>
    </message>
    <message>
        <source>{0}/{1} min</source>
        <translation>{0}/{1} min</translation>
    </message>
    <message>
        <source>No reading session is on. {0} plans one.</source>
        <translation>Ingen læsesession er i gang. {0} planlægger en.</translation>
    </message>
    <message>
        <source>No unread report that a session of look-alikes serves is open.</source>
        <translation>Der er ikke åbnet et ulæst svar, som en læsesession med næsten ens svar kommer med.</translation>
    </message>
    <message>
        <source>It is now suggested here what stands in {0}.</source>
        <translation>Her foreslås nu det, der står i {0}.</translation>
    </message>
    <message>
        <source>What stands in {0} is now suggested to {1} reports alike.</source>
        <translation>Det, der står i {0}, foreslås nu til {1} svar, der ligner.</translation>
    </message>
    <message>
        <source>The session has begun.</source>
        <translation>Sessionen er begyndt.</translation>
    </message>
    <message>
        <source>The session goes on behind this report, which is begun already.</source>
        <translation>Sessionen fortsætter efter dette svar, som allerede er påbegyndt.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Indstillinger</translation>
    </message>
    <message>
        <source>Search settings and keys</source>
        <translation>Søg i indstillinger og taster</translation>
    </message>
    <message>
        <source>Pages of settings</source>
        <translation>Indstillingernes sider</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Udseende</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Bedømmelse</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Taster</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mørkt</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Lyst</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Som systemet</translation>
    </message>
    <message>
        <source>Share of first reads…</source>
        <translation>Andel af førstebedømmelser…</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Text and image</source>
        <translation>Tekst og billede</translation>
    </message>
    <message>
        <source>Text, image and earlier image</source>
        <translation>Tekst, billede og tidligere billede</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Dark rests the eyes in a dark room; images are the same in both. Default: dark.</source>
        <translation>Mørkt skåner øjnene i et mørkt rum; billederne er ens i begge. Standard: mørkt.</translation>
    </message>
    <message>
        <source>Font size</source>
        <translation>Skriftstørrelse</translation>
    </message>
    <message>
        <source>All text and controls, from 100 to 200 %. Default: 100 %.</source>
        <translation>Al tekst og alle knapper, fra 100 til 200 %. Standard: 100 %.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprog</translation>
    </message>
    <message>
        <source>Of the program and, where the taxonomy has them, of the findings&apos; names; reports stay as they are. Another language closes this dialog and draws the window anew. Default: as the system.</source>
        <translation>For programmet og, hvor taksonomien har dem, for fundenes navne; svarene forbliver, som de er. Et andet sprog lukker denne dialog og åbner vinduet igen. Standard: som systemet.</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Paneler</translation>
    </message>
    <message>
        <source>What stands beside the findings. Default: text and image.</source>
        <translation>Hvad der står ved siden af fundene. Standard: tekst og billede.</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Bedømmer</translation>
    </message>
    <message>
        <source>Your name stands beside every answer that you give from now on. Default: the name of your account.</source>
        <translation>Dit navn står ved hvert valg, du træffer fra nu af. Standard: navnet på din konto.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Tilstand</translation>
    </message>
    <message>
        <source>What you see before you decide: suggestions, or nothing until you have answered. Reports drawn as first reads show nothing in any mode. Default: pre-filled.</source>
        <translation>Hvad du ser, før du vælger: forslag, eller intet, før du har valgt. Svar, der er udtrukket til førstebedømmelse, viser intet i nogen tilstand. Standard: forudfyldt.</translation>
    </message>
    <message>
        <source>First reads</source>
        <translation>Førstebedømmelser</translation>
    </message>
    <message>
        <source>How many of the reports are drawn by chance and read without suggestions. Kept with the project, for all its readers; a lead sets it. Default: 20 %.</source>
        <translation>Hvor mange af svarene der udtrækkes tilfældigt og bedømmes uden forslag. Gemmes med projektet, for alle dets bedømmere; en leder bestemmer det. Standard: 20 %.</translation>
    </message>
    <message>
        <source>Idle limit</source>
        <translation>Pausegrænse</translation>
    </message>
    <message>
        <source>Of a longer pause, only this much counts as time for a report. Default: {0} s.</source>
        <translation>Af en længere pause tæller kun så meget med som tid for et svar. Standard: {0} s.</translation>
    </message>
    <message>
        <source>Keys of images</source>
        <translation>Billedtaster</translation>
    </message>
    <message>
        <source>As in a viewer that your hands know; your own keys come on top. Default: OHIF.</source>
        <translation>Som i en billedfremviser, du er vant til; dine egne taster går forud. Standard: OHIF.</translation>
    </message>
</context>
<context>
    <name>SkipDialog</name>
    <message>
        <source>Skip this report</source>
        <translation>Spring svaret over</translation>
    </message>
    <message>
        <source>Why it is skipped</source>
        <translation>Hvorfor det springes over</translation>
    </message>
    <message>
        <source>another reason…</source>
        <translation>en anden årsag…</translation>
    </message>
    <message>
        <source>Type the reason</source>
        <translation>Skriv årsagen</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>En anden årsag</translation>
    </message>
    <message>
        <source>Skip, next</source>
        <translation>Spring over, næste</translation>
    </message>
    <message>
        <source>Why? It leaves the queue without labels, and can be opened again.</source>
        <translation>Hvorfor? Svaret forlader køen uden mærker og kan åbnes igen.</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>the file is not there any more</source>
        <translation>filen er der ikke længere</translation>
    </message>
    <message>
        <source>its folder is not there now</source>
        <translation>dens mappe er der ikke nu</translation>
    </message>
    <message>
        <source>its folder cannot be read now</source>
        <translation>dens mappe kan ikke læses nu</translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>Try the &amp;demo</source>
        <translation>Prøv &amp;demoen</translation>
    </message>
    <message>
        <source>&amp;New project from files…</source>
        <translation>&amp;Nyt projekt fra filer…</translation>
    </message>
    <message>
        <source>&amp;Open a project…</source>
        <translation>&amp;Åbn et projekt…</translation>
    </message>
    <message>
        <source>&amp;Remove from list</source>
        <translation>&amp;Fjern fra listen</translation>
    </message>
    <message>
        <source>Take the project off this list; its file stays where it is (Delete)</source>
        <translation>Fjern projektet fra listen; filen bliver, hvor den er (Delete)</translation>
    </message>
    <message>
        <source>Preparing the demo…</source>
        <translation>Gør demoen klar…</translation>
    </message>
    <message>
        <source>MOSAIC Desk projects (*.mosaic)</source>
        <translation>MOSAIC Desk-projekter (*.mosaic)</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Åbn projekt</translation>
    </message>
    <message>
        <source>That did not work; nothing was changed.</source>
        <translation>Det lykkedes ikke; intet blev ændret.</translation>
    </message>
    <message>
        <source>Label radiology reports with a small model on this computer: it suggests, you decide. For research labelling, not for diagnosis.</source>
        <translation>Mærk radiologiske svar med en lille model på denne computer: den foreslår, du bestemmer. Til mærkning i forskning, ikke til diagnostik.</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Seneste projekter</translation>
    </message>
    <message>
        <source>90 written reports in five languages, some already corrected. Nothing to prepare.</source>
        <translation>90 opdigtede svar på fem sprog, nogle allerede rettet. Intet at forberede.</translation>
    </message>
    <message>
        <source>From JSON lines, CSV or an Open-i archive. You see what would come in first.</source>
        <translation>Fra JSON-linjer, CSV eller et Open-i-arkiv. Du ser først, hvad der vil komme ind.</translation>
    </message>
    <message>
        <source>A file that ends in .mosaic, made here or by someone else.</source>
        <translation>En fil, der ender på .mosaic, oprettet her eller af en anden.</translation>
    </message>
    <message>
        <source>Or drop files of reports, a folder of them, or a project anywhere here.</source>
        <translation>Eller slip filer med svar, en mappe med dem eller et projekt et sted her.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>This program opens no network connection.</source>
        <translation>Programmet åbner ingen netforbindelse.</translation>
    </message>
</context>
<context>
    <name>StepLine</name>
    <message>
        <source>Hide</source>
        <translation>Skjul</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>Foreslå</translation>
    </message>
</context>
<context>
    <name>TextTools</name>
    <message>
        <source>This row has no evidence in the text.</source>
        <translation>Rækken har intet belæg i teksten.</translation>
    </message>
    <message>
        <source>This is marked already.</source>
        <translation>Det er allerede markeret.</translation>
    </message>
    <message>
        <source>Select words in the report first: with the mouse, or F6 and Shift with the arrows.</source>
        <translation>Vælg først ord i svaret: med musen, eller med F6 og Shift sammen med pilene.</translation>
    </message>
    <message>
        <source>Marked as evidence: {0}.</source>
        <translation>Markeret som belæg: {0}.</translation>
    </message>
    <message>
        <source>Evidence taken away: {0}.</source>
        <translation>Belæg fjernet: {0}.</translation>
    </message>
    <message>
        <source>{0}: you are sure again.</source>
        <translation>{0}: du er ikke længere i tvivl.</translation>
    </message>
    <message>
        <source>{0}: marked that you are not sure.</source>
        <translation>{0}: markeret, at du er i tvivl.</translation>
    </message>
    <message>
        <source>Comment on {0}</source>
        <translation>Kommentar til {0}</translation>
    </message>
    <message>
        <source>Ctrl+Enter saves, Esc leaves it as it was. An empty comment is taken away.</source>
        <translation>Ctrl+Enter gemmer, Esc lader den være, som den var. En tom kommentar fjernes.</translation>
    </message>
    <message>
        <source>Comment saved.</source>
        <translation>Kommentaren er gemt.</translation>
    </message>
    <message>
        <source>Comment taken away.</source>
        <translation>Kommentaren er fjernet.</translation>
    </message>
    <message>
        <source>The report is open again.</source>
        <translation>Svaret er åbent igen.</translation>
    </message>
    <message>
        <source>Guideline: {0}</source>
        <translation>Vejledning: {0}</translation>
    </message>
    <message>
        <source>Ctrl+Enter saves it for everyone in this project, Esc leaves it as it was.</source>
        <translation>Ctrl+Enter gemmer den for alle i projektet, Esc lader den være, som den var.</translation>
    </message>
    <message>
        <source>Guideline saved.</source>
        <translation>Vejledningen er gemt.</translation>
    </message>
    <message>
        <source>Not saved; what you wrote is kept: open it again.</source>
        <translation>Ikke gemt; det, du skrev, er beholdt: åbn det igen.</translation>
    </message>
    <message>
        <source>Skipped. No open report is left.</source>
        <translation>Sprunget over. Der er ikke flere åbne svar.</translation>
    </message>
    <message>
        <source>Skipped. This is the next report.</source>
        <translation>Sprunget over. Dette er det næste svar.</translation>
    </message>
    <message>
        <source>Opened {0}.</source>
        <translation>Åbnede {0}.</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Taxonomy</source>
        <translation>Taksonomi</translation>
    </message>
    <message>
        <source>Reports committed today; {0} are done in all</source>
        <translation>Svar godkendt i dag; {0} er færdige i alt</translation>
    </message>
    <message>
        <source>{0} today</source>
        <translation>{0} i dag</translation>
    </message>
    <message>
        <source>Report {0} of {1}</source>
        <translation>Svar {0} af {1}</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>Quick</source>
        <translation>Hurtig</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Grundig</translation>
    </message>
    <message>
        <source>Goes through the reports once: to see whether it helps at all.</source>
        <translation>Gennemgår svarene én gang: for at se, om det overhovedet hjælper.</translation>
    </message>
    <message>
        <source>MOSAIC&apos;s published recipe: up to {0} times with a larger adapter. Takes long without a GPU.</source>
        <translation>MOSAIC&apos;s offentliggjorte opskrift: op til {0} gange med en større adapter. Tager lang tid uden GPU.</translation>
    </message>
    <message>
        <source>Learn from {0} corrected report</source>
        <translation>Lær af {0} rettet svar</translation>
    </message>
    <message>
        <source>Learn from {0} corrected reports</source>
        <translation>Lær af {0} rettede svar</translation>
    </message>
    <message>
        <source>The adapter {0}, which suggests now, goes on learning in a copy of its own.</source>
        <translation>Adapteren {0}, som foreslår nu, lærer videre i en kopi for sig.</translation>
    </message>
    <message>
        <source>A new adapter learns from nothing. The adapter {0} goes on suggesting.</source>
        <translation>En ny adapter lærer fra bunden. Adapteren {0} foreslår fortsat.</translation>
    </message>
    <message>
        <source>Nothing changes for you until somebody has looked at it and promotes it.</source>
        <translation>Intet ændrer sig for dig, før nogen har set på den og tager den i brug.</translation>
    </message>
    <message>
        <source>{0} report was corrected since the last training.</source>
        <translation>{0} svar er rettet siden den seneste træning.</translation>
    </message>
    <message>
        <source>{0} reports were corrected since the last training.</source>
        <translation>{0} svar er rettet siden den seneste træning.</translation>
    </message>
    <message>
        <source>{0} more is only watched, to stop before it learns by heart.</source>
        <translation>{0} mere holdes kun øje med, så der stoppes, før det læres udenad.</translation>
    </message>
    <message>
        <source>{0} more are only watched, to stop before it learns them by heart.</source>
        <translation>{0} mere holdes der kun øje med, så der stoppes, før de læres udenad.</translation>
    </message>
    <message>
        <source>{0} report is kept apart: no training ever sees it, so it shows which is better.</source>
        <translation>{0} svar holdes for sig: ingen træning ser det nogensinde, så det viser, hvilken der er bedst.</translation>
    </message>
    <message>
        <source>{0} reports of every fifth patient are kept apart: no training ever sees them, so they show which adapter is better.</source>
        <translation>{0} svar fra hver femte patient holdes for sig: ingen træning ser dem nogensinde, så de viser, hvilken adapter der er bedst.</translation>
    </message>
    <message>
        <source>No training is possible yet</source>
        <translation>Træning er ikke mulig endnu</translation>
    </message>
    <message>
        <source>Goes through the reports up to {0} times; stops when nothing is gained.</source>
        <translation>Gennemgår svarene op til {0} gange; stopper, når intet vindes.</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>ca. {0}</translation>
    </message>
    <message>
        <source>All were drawn at random and answered before a suggestion was seen.</source>
        <translation>Alle blev trukket tilfældigt og besvaret, før et forslag blev set.</translation>
    </message>
    <message>
        <source>{0} of them are first reads: drawn at random and answered before a suggestion was seen.</source>
        <translation>{0} af dem er førstebedømmelser: trukket tilfældigt og besvaret, før et forslag blev set.</translation>
    </message>
    <message>
        <source>None of them was drawn at random and answered before a suggestion was seen, so the comparison will not be blind.</source>
        <translation>Ingen af dem blev trukket tilfældigt og besvaret, før et forslag blev set, så sammenligningen bliver ikke blind.</translation>
    </message>
    <message>
        <source>It works on {0} with {1}, while you read on.</source>
        <translation>Den kører på {0} med {1}, mens du bedømmer videre.</translation>
    </message>
    <message>
        <source>It works on {0} with {1}. Suggesting waits meanwhile.</source>
        <translation>Den kører på {0} med {1}. Forslag venter imens.</translation>
    </message>
    <message>
        <source>the graphics card</source>
        <translation>grafikkortet</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>processoren</translation>
    </message>
    <message>
        <source>It needs {0} of memory ({1}) and {2} of disk ({3}).</source>
        <translation>Den kræver {0} hukommelse ({1}) og {2} diskplads ({3}).</translation>
    </message>
    <message>
        <source>Nothing was heard of the training for two minutes</source>
        <translation>Træningen har ikke givet lyd fra sig i to minutter</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Gør klar</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Træner</translation>
    </message>
    <message>
        <source>Comparing the new adapter with the old one</source>
        <translation>Sammenligner den nye adapter med den gamle</translation>
    </message>
    <message>
        <source>The training is done</source>
        <translation>Træningen er færdig</translation>
    </message>
    <message>
        <source>The training is paused</source>
        <translation>Træningen er sat på pause</translation>
    </message>
    <message>
        <source>The training was cancelled</source>
        <translation>Træningen blev annulleret</translation>
    </message>
    <message>
        <source>The training failed</source>
        <translation>Træningen mislykkedes</translation>
    </message>
    <message>
        <source>The training stopped in the middle</source>
        <translation>Træningen stoppede undervejs</translation>
    </message>
    <message>
        <source>It may hang. Cancel it; what readers corrected is safe.</source>
        <translation>Den er måske gået i stå. Annuller den; det, bedømmerne har rettet, er i sikkerhed.</translation>
    </message>
    <message>
        <source>Go on when you like: nothing is lost. It also goes on after a restart.</source>
        <translation>Fortsæt, når du vil: intet er tabt. Den kan også fortsætte efter en genstart.</translation>
    </message>
    <message>
        <source>Its process ended without a word. Go on: only the last few steps are repeated.</source>
        <translation>Dens proces sluttede uden et ord. Fortsæt: kun de sidste få trin gentages.</translation>
    </message>
    <message>
        <source>Nothing is left of it; the adapter that suggested before still does.</source>
        <translation>Intet er tilbage af den; den adapter, der foreslog før, gør det stadig.</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>Trin {0} af {1}</translation>
    </message>
    <message>
        <source>round {0} of {1}</source>
        <translation>gennemgang {0} af {1}</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>{0} tilbage</translation>
    </message>
    <message>
        <source>{0} of memory</source>
        <translation>{0} hukommelse</translation>
    </message>
    <message>
        <source>The curve of the errors appears with the first steps; it should go down.</source>
        <translation>Fejlkurven kommer frem med de første trin; den skal falde.</translation>
    </message>
    <message>
        <source>Error on what it learns from: {0} at first, {1} now; lower is better.</source>
        <translation>Fejl på det, den lærer af: {0} først, {1} nu; lavere er bedre.</translation>
    </message>
    <message>
        <source>On the reports that are only watched: {0} now, {1} at best.</source>
        <translation>På de svar, der kun holdes øje med: {0} nu, {1} som bedst.</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} t {1} min</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>{0} GB</source>
        <translation>{0} GB</translation>
    </message>
    <message>
        <source>how much is free is not known</source>
        <translation>hvor meget der er ledigt, vides ikke</translation>
    </message>
    <message>
        <source>{0} are free</source>
        <translation>{0} er ledige</translation>
    </message>
    <message>
        <source>Not compared</source>
        <translation>Ikke sammenlignet</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>Better in {0} of {1} findings</source>
        <translation>Bedre i {0} af {1} fund</translation>
    </message>
    <message>
        <source>worse in {0}</source>
        <translation>dårligere i {0}</translation>
    </message>
    <message>
        <source>on {0} first read that neither saw</source>
        <translation>på {0} førstebedømmelse, som ingen af dem har set</translation>
    </message>
    <message>
        <source>on {0} first reads that neither saw</source>
        <translation>på {0} førstebedømmelser, som ingen af dem har set</translation>
    </message>
    <message>
        <source>on {0} corrected reports that neither saw, {1} of them first reads</source>
        <translation>på {0} rettede svar, som ingen af dem har set, heraf {1} førstebedømmelser</translation>
    </message>
    <message>
        <source>on {0} corrected report that neither saw, not blind</source>
        <translation>på {0} rettet svar, som ingen af dem har set, ikke blindt</translation>
    </message>
    <message>
        <source>on {0} corrected reports that neither saw, not blind</source>
        <translation>på {0} rettede svar, som ingen af dem har set, ikke blindt</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>Positive</translation>
    </message>
    <message>
        <source>Difference of F1</source>
        <translation>Forskel i F1</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Sensitivitet</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>Specificitet</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Kalibreringsfejl</translation>
    </message>
    <message>
        <source>Newly wrong</source>
        <translation>Nye fejl</translation>
    </message>
    <message>
        <source>Newly right</source>
        <translation>Nyt rigtigt</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Alle fund</translation>
    </message>
    <message>
        <source>{0}  ({1} to {2})</source>
        <translation>{0}  ({1} til {2})</translation>
    </message>
    <message>
        <source>The graphics card is training; suggesting goes on after it.</source>
        <translation>Grafikkortet træner; forslag fortsætter bagefter.</translation>
    </message>
    <message>
        <source>Something went wrong with the training.</source>
        <translation>Noget gik galt med træningen.</translation>
    </message>
    <message>
        <source>A training is under way</source>
        <translation>En træning er i gang</translation>
    </message>
    <message>
        <source>It can go on without the window, and is found again when this project is opened. Paused, it goes on later from where it is. Either way nothing is lost.</source>
        <translation>Den kan fortsætte uden vinduet og findes igen, når projektet åbnes. Sat på pause fortsætter den senere, hvor den er. Intet går tabt i nogen af tilfældene.</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>Lad den fortsætte</translation>
    </message>
    <message>
        <source>Pause it</source>
        <translation>Sæt den på pause</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bliv</translation>
    </message>
    <message>
        <source>Cancel the training?</source>
        <translation>Annuller træningen?</translation>
    </message>
    <message>
        <source>Nothing of it is kept. The adapter that suggests now goes on as it is.</source>
        <translation>Intet af den bevares. Den adapter, der foreslår nu, fortsætter uændret.</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>Fortsæt træningen</translation>
    </message>
    <message>
        <source>Cancel the training</source>
        <translation>Annuller træningen</translation>
    </message>
</context>
<context>
    <name>TrainingAsking</name>
    <message>
        <source>Putting the corrections together…</source>
        <translation>Samler rettelserne…</translation>
    </message>
</context>
<context>
    <name>TrainingChart</name>
    <message>
        <source>Learned from</source>
        <translation>Lært af</translation>
    </message>
    <message>
        <source>Only watched</source>
        <translation>Kun observeret</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Trin</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fejl</translation>
    </message>
</context>
<context>
    <name>TrainingChoices</name>
    <message>
        <source>Mistyped &amp;characters</source>
        <translation>Tastefejl i &amp;tegn</translation>
    </message>
    <message>
        <source>Some reports are also shown with a few letters mistyped</source>
        <translation>Nogle svar vises også med få bogstaver tastet forkert</translation>
    </message>
    <message>
        <source>Sentences in another &amp;order</source>
        <translation>Sætninger i anden &amp;rækkefølge</translation>
    </message>
    <message>
        <source>Some reports are also shown with their sentences shuffled</source>
        <translation>Nogle svar vises også med sætningerne blandet</translation>
    </message>
    <message>
        <source>&amp;Fewer findings at a time</source>
        <translation>&amp;Færre fund ad gangen</translation>
    </message>
    <message>
        <source>Each time only a part of the findings is asked of a report</source>
        <translation>Hver gang spørges der kun om en del af fundene i et svar</translation>
    </message>
    <message>
        <source>The adapter in use ({0})</source>
        <translation>Adapteren i brug ({0})</translation>
    </message>
    <message>
        <source>Nothing: a new adapter</source>
        <translation>Ingenting: en ny adapter</translation>
    </message>
    <message>
        <source>It keeps what it knows and learns what was corrected here; needs fewest reports.</source>
        <translation>Den beholder, hvad den kan, og lærer det, der er rettet her; kræver færrest svar.</translation>
    </message>
    <message>
        <source>It knows only what it is taught here: needs some hundred reports.</source>
        <translation>Den kan kun det, den lærer her: kræver nogle hundrede svar.</translation>
    </message>
    <message>
        <source>Make it less sensitive to the wording</source>
        <translation>Gør den mindre følsom over for ordvalget</translation>
    </message>
    <message>
        <source>Show or fold ways to vary the reports while it learns</source>
        <translation>Vis eller skjul måder at variere svarene på, mens den lærer</translation>
    </message>
    <message>
        <source>Learn from what was corrected for this taxonomy</source>
        <translation>Lær af det, der er rettet for denne taksonomi</translation>
    </message>
    <message>
        <source>How &amp;thorough?</source>
        <translation>Hvor &amp;grundigt?</translation>
    </message>
    <message>
        <source>&amp;Start from</source>
        <translation>&amp;Start fra</translation>
    </message>
    <message>
        <source>Taxonomies</source>
        <translation>Taksonomier</translation>
    </message>
</context>
<context>
    <name>TrainingDialog</name>
    <message>
        <source>Training</source>
        <translation>Træner</translation>
    </message>
    <message>
        <source>Steps of a training</source>
        <translation>Træningens trin</translation>
    </message>
    <message>
        <source>1  Before</source>
        <translation>1  Før</translation>
    </message>
    <message>
        <source>2  The run</source>
        <translation>2  Kørslen</translation>
    </message>
    <message>
        <source>3  After</source>
        <translation>3  Efter</translation>
    </message>
    <message>
        <source>A training is under way; wait for its end or cancel it.</source>
        <translation>En træning er i gang; vent, til den er færdig, eller annuller den.</translation>
    </message>
</context>
<context>
    <name>TrainingStrip</name>
    <message>
        <source>How far the training is</source>
        <translation>Hvor langt træningen er</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Vis</translation>
    </message>
    <message>
        <source>Look at the training</source>
        <translation>Se på træningen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Skjul</translation>
    </message>
    <message>
        <source>Take this line away; the training stays as it is</source>
        <translation>Fjern denne linje; træningen fortsætter, som den er</translation>
    </message>
</context>
<context>
    <name>ViewsDialog</name>
    <message>
        <source>Saved views</source>
        <translation>Gemte visninger</translation>
    </message>
    <message>
        <source>&amp;Use as queue</source>
        <translation>&amp;Brug som kø</translation>
    </message>
    <message>
        <source>&amp;Rename (F2)</source>
        <translation>&amp;Omdøb (F2)</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Slet…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Luk</translation>
    </message>
    <message>
        <source>No view is saved yet. Search in the worklist, then “Save this search as a view”.</source>
        <translation>Ingen visning er gemt endnu. Søg i arbejdslisten, og vælg så »Gem søgningen som visning«.</translation>
    </message>
    <message>
        <source>Delete view</source>
        <translation>Slet visning</translation>
    </message>
    <message>
        <source>Delete the view “{0}”? The reports stay as they are.</source>
        <translation>Slet visningen »{0}«? Svarene forbliver, som de er.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuller</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Slet</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>Not saved</source>
        <translation>Ikke gemt</translation>
    </message>
    <message>
        <source>Some answers are not saved. If you close now they are lost.</source>
        <translation>Nogle valg er ikke gemt. Lukker du nu, går de tabt.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bliv</translation>
    </message>
    <message>
        <source>Close and lose them</source>
        <translation>Luk, og mist dem</translation>
    </message>
    <message>
        <source>MOSAIC Desk projects (*.mosaic)</source>
        <translation>MOSAIC Desk-projekter (*.mosaic)</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Åbn projekt</translation>
    </message>
    <message>
        <source>No row waits for you: Enter commits.</source>
        <translation>Ingen række venter på dig: Enter godkender.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>undone</source>
        <translation>fortrudt</translation>
    </message>
    <message>
        <source>{0} s left</source>
        <translation>{0} s tilbage</translation>
    </message>
    <message>
        <source>{0} min left</source>
        <translation>{0} min tilbage</translation>
    </message>
    <message>
        <source>Evidence {0} of {1}, {2}.</source>
        <translation>Belæg {0} af {1}, {2}.</translation>
    </message>
    <message>
        <source>the model&apos;s and marked by a reader</source>
        <translation>modellens og markeret af en bedømmer</translation>
    </message>
    <message>
        <source>marked by a reader</source>
        <translation>markeret af en bedømmer</translation>
    </message>
    <message>
        <source>the model&apos;s</source>
        <translation>modellens</translation>
    </message>
    <message>
        <source>not a radiology report</source>
        <translation>ikke et radiologisk svar</translation>
    </message>
    <message>
        <source>wrong language</source>
        <translation>forkert sprog</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>ulæseligt</translation>
    </message>
    <message>
        <source>{0} not saved</source>
        <translation>{0} ikke gemt</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Kun læsning</translation>
    </message>
    <message>
        <source>Nothing to save yet</source>
        <translation>Intet at gemme endnu</translation>
    </message>
    <message>
        <source>✓ saved {0}</source>
        <translation>✓ gemt {0}</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>Positiv</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Negativ</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Usikker</translation>
    </message>
    <message>
        <source>Not mentioned</source>
        <translation>Ikke nævnt</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ulæst</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Påbegyndt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Færdig</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Sprunget over</translation>
    </message>
    <message>
        <source>Pre-filled</source>
        <translation>Forudfyldt</translation>
    </message>
    <message>
        <source>Second reader</source>
        <translation>Andenbedømmer</translation>
    </message>
    <message>
        <source>First read</source>
        <translation>Førstebedømmelse</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importeret</translation>
    </message>
    <message>
        <source>{0} %, calibrated</source>
        <translation>{0} %, kalibreret</translation>
    </message>
    <message>
        <source>{0} %, not calibrated yet</source>
        <translation>{0} %, endnu ikke kalibreret</translation>
    </message>
    <message>
        <source>unsure below {0} %</source>
        <translation>usikker under {0} %</translation>
    </message>
    <message>
        <source>accepted by {reader}</source>
        <translation>accepteret af {reader}</translation>
    </message>
    <message>
        <source>confirmed with the report by {reader}</source>
        <translation>bekræftet med svaret af {reader}</translation>
    </message>
    <message>
        <source>imported, {reader}</source>
        <translation>importeret, {reader}</translation>
    </message>
    <message>
        <source>left open by {reader}</source>
        <translation>ladt åbent af {reader}</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>ikke besvaret</translation>
    </message>
    <message>
        <source>model suggests {0}, not what stands</source>
        <translation>modellen foreslår {0}, ikke det, der står</translation>
    </message>
    <message>
        <source>model suggests {0}</source>
        <translation>modellen foreslår {0}</translation>
    </message>
    <message>
        <source>no suggestion</source>
        <translation>intet forslag</translation>
    </message>
    <message>
        <source>you: {0}, not saved yet</source>
        <translation>dig: {0}, ikke gemt endnu</translation>
    </message>
    <message>
        <source>you: {0}</source>
        <translation>dig: {0}</translation>
    </message>
    <message>
        <source>needs your answer: {0}</source>
        <translation>mangler dit valg: {0}</translation>
    </message>
    <message>
        <source>Suggestion hidden until you commit</source>
        <translation>Forslaget er skjult, til du godkender</translation>
    </message>
    <message>
        <source>No suggestion</source>
        <translation>Intet forslag</translation>
    </message>
    <message>
        <source>As in {0}, which reads alike</source>
        <translation>Som i {0}, der ligner</translation>
    </message>
    <message>
        <source>no adapter</source>
        <translation>ingen adapter</translation>
    </message>
    <message>
        <source>model: {0}</source>
        <translation>model: {0}</translation>
    </message>
    <message>
        <source>first: {0}</source>
        <translation>først: {0}</translation>
    </message>
    <message>
        <source>{0} marked</source>
        <translation>{0} markeret</translation>
    </message>
    <message>
        <source>ev {0}</source>
        <translation>belæg {0}</translation>
    </message>
    <message>
        <source>you are not sure</source>
        <translation>du er i tvivl</translation>
    </message>
    <message>
        <source>your first answer: {0}</source>
        <translation>dit første valg: {0}</translation>
    </message>
    <message>
        <source>evidence marked by a reader: {0}</source>
        <translation>belæg markeret af en bedømmer: {0}</translation>
    </message>
    <message>
        <source>evidence {0}</source>
        <translation>belæg {0}</translation>
    </message>
    <message>
        <source>confirmed positives so far: {0}</source>
        <translation>bekræftede positive indtil nu: {0}</translation>
    </message>
    <message>
        <source>First read, drawn at random</source>
        <translation>Førstebedømmelse, tilfældigt udtrukket</translation>
    </message>
    <message>
        <source>{0}: your own answer first; open rows are recorded as {1}.</source>
        <translation>{0}: dit eget valg først; åbne rækker noteres som {1}.</translation>
    </message>
    <message>
        <source>{0}: done; there was no suggestion to compare with.</source>
        <translation>{0}: færdig; der var intet forslag at sammenligne med.</translation>
    </message>
    <message>
        <source>{0}: the model agrees in every row.</source>
        <translation>{0}: modellen er enig i alle rækker.</translation>
    </message>
    <message>
        <source>{0}: the model differs in {1} of {2} rows. Revise, or commit to go on; your first answers are kept.</source>
        <translation>{0}: modellen afviger i {1} af {2} rækker. Ret, eller godkend for at gå videre; dine første valg beholdes.</translation>
    </message>
    <message>
        <source>{0} of {1} answered</source>
        <translation>{0} af {1} besvaret</translation>
    </message>
    <message>
        <source>No row differs any more</source>
        <translation>Ingen række afviger længere</translation>
    </message>
    <message>
        <source>1 row still differs</source>
        <translation>1 række afviger stadig</translation>
    </message>
    <message>
        <source>{0} rows still differ</source>
        <translation>{0} rækker afviger stadig</translation>
    </message>
    <message>
        <source>No row waits for you</source>
        <translation>Ingen række venter på dig</translation>
    </message>
    <message>
        <source>{0} need your key</source>
        <translation>{0} venter på din tast</translation>
    </message>
    <message>
        <source>{0} needs your key</source>
        <translation>{0} venter på din tast</translation>
    </message>
    <message>
        <source>Suggestions with their evidence stand in the rows.</source>
        <translation>Forslag med deres belæg står i rækkerne.</translation>
    </message>
    <message>
        <source>Nothing is shown until you commit; then only the rows that differ.</source>
        <translation>Intet vises, før du godkender; derefter kun de rækker, der afviger.</translation>
    </message>
    <message>
        <source>Nothing is shown until you commit; then every row with the suggestion.</source>
        <translation>Intet vises, før du godkender; derefter alle rækker med forslaget.</translation>
    </message>
    <message>
        <source>Reports that came in: {0}; known already: {1}; refused: {2}.</source>
        <translation>Svar, der kom ind: {0}; kendt i forvejen: {1}; afvist: {2}.</translation>
    </message>
</context>
<context>
    <name>Worklist</name>
    <message>
        <source>with a comment</source>
        <translation>med en kommentar</translation>
    </message>
    <message>
        <source>differs from the suggestion</source>
        <translation>afviger fra forslaget</translation>
    </message>
    <message>
        <source>with an image</source>
        <translation>med et billede</translation>
    </message>
    <message>
        <source>number {0}</source>
        <translation>nummer {0}</translation>
    </message>
    <message>
        <source>This project has no reports yet.
Import some: File, Import reports… or drop a file here.</source>
        <translation>Projektet har ingen svar endnu.
Importér nogle: Filer, Importér svar… eller slip en fil her.</translation>
    </message>
    <message>
        <source>No report fits.
Take a word away, or press Esc in the box to see all reports.</source>
        <translation>Ingen svar passer.
Fjern et ord, eller tryk på Esc i feltet for at se alle svar.</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>med flag</translation>
    </message>
    <message>
        <source>first read</source>
        <translation>førstebedømmelse</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>ingen tekst</translation>
    </message>
    <message>
        <source>no suggestion</source>
        <translation>intet forslag</translation>
    </message>
</context>
<context>
    <name>WorklistBox</name>
    <message>
        <source>Words or terms</source>
        <translation>Ord eller udtryk</translation>
    </message>
    <message>
        <source>Search all reports for words or terms</source>
        <translation>Søg i alle svar efter ord eller udtryk</translation>
    </message>
    <message>
        <source>Words, or terms such as state:unread or edema=positive; Down shows them all</source>
        <translation>Ord, eller udtryk som state:unread eller edema=positive; pil ned viser dem alle</translation>
    </message>
</context>
<context>
    <name>WorklistQueue</name>
    <message>
        <source>Worklist ({0})</source>
        <translation>Arbejdsliste ({0})</translation>
    </message>
    <message>
        <source>That earlier report has no text.</source>
        <translation>Det tidligere svar har ingen tekst.</translation>
    </message>
    <message>
        <source>Earlier report  ·  {0}  (Esc closes)</source>
        <translation>Tidligere svar  ·  {0}  (Esc lukker)</translation>
    </message>
    <message>
        <source>No earlier report of this patient is known here.</source>
        <translation>Der kendes intet tidligere svar på patienten her.</translation>
    </message>
    <message>
        <source>This report names no patient.</source>
        <translation>Svaret nævner ingen patient.</translation>
    </message>
    <message>
        <source>No unread report is left in this queue.</source>
        <translation>Der er ikke flere ulæste svar i køen.</translation>
    </message>
    <message>
        <source>Type words or terms into the worklist&apos;s box first.</source>
        <translation>Skriv først ord eller udtryk i arbejdslistens felt.</translation>
    </message>
    <message>
        <source>View “{0}” saved.</source>
        <translation>Visningen »{0}« er gemt.</translation>
    </message>
    <message>
        <source>View renamed.</source>
        <translation>Visningen er omdøbt.</translation>
    </message>
    <message>
        <source>View deleted.</source>
        <translation>Visningen er slettet.</translation>
    </message>
</context>
<context>
    <name>WorklistView</name>
    <message>
        <source>Worklist</source>
        <translation>Arbejdsliste</translation>
    </message>
</context>
<context>
    <name>_CrashBell</name>
    <message>
        <source>Something went wrong inside the program ({0}). What is on the disk is safe: {1}. A note without any patient text was added to the error log. You can go on; if it happens again, start the program again.</source>
        <translation>Noget gik galt inde i programmet ({0}). Det, der er på disken, er i sikkerhed: {1}. En note uden patienttekst er skrevet i fejlloggen. Du kan fortsætte; sker det igen, så genstart programmet.</translation>
    </message>
    <message>
        <source>Unexpected error</source>
        <translation>Uventet fejl</translation>
    </message>
</context>
<context>
    <name>_TargetDelegate</name>
    <message>
        <source>Positives wanted</source>
        <translation>Ønskede positive</translation>
    </message>
</context>
</TS>
